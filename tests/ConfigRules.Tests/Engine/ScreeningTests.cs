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

    [Theory]
    [InlineData("privatelink:exempt", "vpc-endpoint-private-dns-enabled", true)]
    [InlineData("privatelink:exempt", "other,vpc-endpoint-private-dns-enabled", true)]
    [InlineData("privatelink:exempt", "other;vpc-endpoint-private-dns-enabled;", true)]
    [InlineData("privatelink:exempt", "  other  vpc-endpoint-private-dns-enabled  ", true)]
    [InlineData("privatelink:exempt", "", false)]
    [InlineData("privatelink:exempt", "*", false)]
    [InlineData("privatelink:exempt", "vpc-endpoint", false)]
    [InlineData("PrivateLink:Exempt", "vpc-endpoint-private-dns-enabled", false)]
    public void The_exemption_tag_lists_rules_in_every_usual_way(string key, string value, bool isExempt) => Assert.Equal(
        isExempt ? "NotApplicable" : "Compliant",
        Judge(endpoint => endpoint with { Tags = new Dictionary<string, string> { [key] = value } }).Item1);

    [Theory]
    [InlineData("vpcIds", "vpc-2,vpc-1", "Compliant")]
    [InlineData("excludeVpcIds", "vpc-2", "Compliant")]
    [InlineData("vpcTag", "env", "Compliant")]
    [InlineData("vpcTag", "env=prod", "Compliant")]
    [InlineData("vpcTag", "env=prod=eu", "NotApplicable")]
    [InlineData("vpcTag", "Env", "NotApplicable")]
    [InlineData("excludeDefaultVpc", "true", "NotApplicable")]
    [InlineData("excludeDefaultVpc", "false", "Compliant")]
    public void Parameters_let_the_VPCs_through_that_they_name(string name, string value, string compliance) => Assert.Equal(
        compliance,
        Judge(
            net => net.Vpc(vpc => vpc with { IsDefault = true, Tags = new Dictionary<string, string> { ["env"] = "prod" } }),
            endpoint => endpoint, (name, value)).Item1);

    [Theory]
    [InlineData("vpcTag", "env")]
    [InlineData("excludeDefaultVpc", "true")]
    public void A_VPC_that_was_not_recorded_cannot_be_chosen(string name, string value) => Assert.Equal(
        ("Undetermined", "vpc-9 has not been recorded."), Judge(endpoint => endpoint with { VpcId = "vpc-9" }, (name, value)));

    [Fact]
    public void A_VPC_that_was_not_recorded_does_not_matter_where_nobody_chooses() =>
        Assert.Equal(("Compliant", ""), Judge(endpoint => endpoint with { VpcId = "vpc-9" }));

    [Fact]
    public void A_type_from_a_later_day_cannot_be_judged_and_fails_closed_if_asked()
    {
        Assert.Equal(("Undetermined", "Its type is none that this version knows."), Judge(endpoint => endpoint with { Type = EndpointType.Unknown }));
        Assert.Equal(
            ("NonCompliant", "It cannot be judged: Its type is none that this version knows."),
            Judge(endpoint => endpoint with { Type = EndpointType.Unknown }, ("failClosed", "true")));
    }

    [Theory]
    [InlineData(EndpointState.Deleting, "The endpoint is deleting and carries no traffic.")]
    [InlineData(EndpointState.Deleted, "The endpoint is deleted and carries no traffic.")]
    [InlineData(EndpointState.Rejected, "The endpoint is rejected and carries no traffic.")]
    [InlineData(EndpointState.Failed, "The endpoint is failed and carries no traffic.")]
    [InlineData(EndpointState.Expired, "The endpoint is expired and carries no traffic.")]
    public void An_endpoint_through_which_nothing_passes_is_left_alone(EndpointState state, string reason) =>
        Assert.Equal(("NotApplicable", reason), Judge(endpoint => endpoint with { State = state }));

    private static VpcEndpoint Tagged(VpcEndpoint endpoint, string rules) =>
        endpoint with { Tags = new Dictionary<string, string> { ["privatelink:exempt"] = rules } };

    private static (string, string) Judge(Func<VpcEndpoint, VpcEndpoint> change, params (string Name, string Value)[] with) =>
        Judge(net => net, change, with);

    private static (string, string) Judge(
        Func<NetworkBuilder, NetworkBuilder> given, Func<VpcEndpoint, VpcEndpoint> change, params (string Name, string Value)[] with)
    {
        var rule = new VpcEndpointPrivateDnsEnabled();
        var parameters = Parameters.For(rule, with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var verdict = Assert.Single(rule.Evaluate(given(new NetworkBuilder()).Offers("sts").Endpoint("sts", change).Build(), parameters)).Verdict;
        return (verdict.Compliance.ToString(), verdict.Reason);
    }
}
