using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Engine;

public sealed class ScreeningTests
{
    [Theory]
    [InlineData(EndpointState.Unknown, "Undetermined", "Its state is none that this version knows.")]
    [InlineData(EndpointState.Pending, "NotApplicable", "The endpoint is still being made.")]
    [InlineData(EndpointState.PendingAcceptance, "NotApplicable", "The provider has not accepted the endpoint yet.")]
    [InlineData(EndpointState.Available, "Compliant", "")]
    [InlineData(EndpointState.Partial, "Compliant", "")]
    public void An_endpoint_is_judged_while_packets_can_pass_it(EndpointState state, string compliance, string reason) =>
        Assert.Equal((compliance, reason), Judge(endpoint => endpoint with { State = state }));

    [Fact]
    public void A_gateway_endpoint_is_none_of_a_rule_for_interface_endpoints() => Assert.Equal(
        ("NotApplicable", "The rule does not concern endpoints of type Gateway."),
        Judge(endpoint => endpoint with { Type = EndpointType.Gateway }));

    [Fact]
    public void What_another_account_shares_is_left_to_it() => Assert.Equal(
        ("NotApplicable", "It belongs to account 222222222222 and is only shared with this one."),
        Judge(endpoint => endpoint with { OwnerId = "222222222222" }));

    [Fact]
    public void The_exemption_tag_exempts_from_the_rules_it_lists() => Assert.Equal(
        ("NotApplicable", "Exempt by the tag privatelink:exempt."),
        Judge(endpoint => Tagged(endpoint, "other; vpc-endpoint-private-dns-enabled")));

    [Fact]
    public void The_exemption_tag_does_not_exempt_from_rules_whose_names_begin_alike() =>
        Assert.Equal(("Compliant", ""), Judge(endpoint => Tagged(endpoint, "vpc-endpoint-private-dns-enabled-too")));

    [Fact]
    public void What_an_AWS_service_manages_is_judged_only_if_asked()
    {
        Assert.Equal(
            ("NotApplicable", "An AWS service made the endpoint and manages it."),
            Judge(endpoint => endpoint with { RequesterManaged = true }));
        Assert.Equal(
            ("Compliant", ""), Judge(endpoint => endpoint with { RequesterManaged = true }, ("includeRequesterManaged", "true")));
    }

    [Theory]
    [InlineData("vpcIds", "vpc-2", "vpc-1 is not among the VPCs that the rule is to judge.")]
    [InlineData("excludeVpcIds", "vpc-1", "vpc-1 is excluded by a parameter.")]
    [InlineData("vpcTag", "env=prod", "vpc-1 does not have the tag env=prod.")]
    public void Parameters_choose_the_VPCs(string name, string value, string reason) =>
        Assert.Equal(("NotApplicable", reason), Judge(endpoint => endpoint, (name, value)));

    private static VpcEndpoint Tagged(VpcEndpoint endpoint, string rules) =>
        endpoint with { Tags = new Dictionary<string, string> { ["privatelink:exempt"] = rules } };

    private static (string, string) Judge(Func<VpcEndpoint, VpcEndpoint> change, params (string Name, string Value)[] with)
    {
        var rule = new VpcEndpointPrivateDnsEnabled();
        var parameters = Parameters.For(rule, with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var verdict = Assert.Single(rule.Evaluate(new NetworkBuilder().Offers("sts").Endpoint("sts", change).Build(), parameters)).Verdict;
        return (verdict.Compliance.ToString(), verdict.Reason);
    }
}
