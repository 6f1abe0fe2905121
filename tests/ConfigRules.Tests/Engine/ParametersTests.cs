using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Dns;

namespace ConfigRules.Tests.Engine;

public sealed class ParametersTests
{
    private static readonly IntegerParameter Port = new("port", "A port.", 443, 1, 65535);
    private static readonly ListParameter Accounts = new("accounts", "Accounts.", Forms.IsAccountId, "account ids");

    [Theory]
    [InlineData("1", null)]
    [InlineData("65535", null)]
    [InlineData("0", "a whole number from 1 to 65535")]
    [InlineData("65536", "a whole number from 1 to 65535")]
    [InlineData("99999999999", "a whole number from 1 to 65535")]
    [InlineData("443.0", "a whole number from 1 to 65535")]
    [InlineData("", "a whole number from 1 to 65535")]
    public void A_number_lies_within_its_bounds(string text, string? takes) => Assert.Equal(takes, Port.Refuses(text));

    [Theory]
    [InlineData("", null)]
    [InlineData(" 111111111111 ,, 222222222222", null)]
    [InlineData("11111111111", "account ids")]
    [InlineData("111111111111,x", "account ids")]
    public void A_list_takes_values_of_its_form_alone(string text, string? takes) => Assert.Equal(takes, Accounts.Refuses(text));

    [Fact]
    public void A_list_reads_without_blanks_and_empty_values() =>
        Assert.Equal(["111111111111", "222222222222"], Accounts.Read(" 111111111111 ,, 222222222222"));

    [Theory]
    [InlineData("alsoWhenPrivateDnsOff", "yes", "alsoWhenPrivateDnsOff is 'yes'; it takes true or false.")]
    [InlineData("vpcIds", "vpc-1,subnet-1", "vpcIds is 'vpc-1,subnet-1'; it takes VPC ids separated by commas.")]
    [InlineData("vpcTag", "=x", "vpcTag is '=x'; it takes a tag key, or key=value.")]
    public void A_value_that_is_not_taken_is_named_with_what_is(string name, string value, string message) =>
        Assert.Equal(message, Refusal(new VpcDnsSupportsPrivateEndpoints(), name, value));

    [Fact]
    public void A_word_that_is_none_of_the_choices_is_refused_with_the_choices() => Assert.Equal(
        "s3PrivateDns is 'Optional'; it takes one of optional, required.",
        Refusal(new VpcEndpointPrivateDnsEnabled(), "s3PrivateDns", "Optional"));

    [Fact]
    public void A_name_that_the_rule_does_not_have_is_refused_with_those_it_has()
    {
        var rule = new VpcDnsSupportsPrivateEndpoints();
        Assert.Equal(
            $"vpc-dns-supports-private-endpoints has no parameter 'VpcIds'; it has {string.Join(", ", rule.Parameters.Select(p => p.Name))}.",
            Refusal(rule, "VpcIds", "vpc-1"));
    }

    [Fact]
    public void Rules_that_were_deployed_alike_have_set_the_same()
    {
        var (rule, other) = (new VpcDnsSupportsPrivateEndpoints(), new VpcEndpointPrivateDnsEnabled());
        Assert.Equal("", Parameters.None.SetOf(CommonParameters.Of<VpcEndpoint>(other.Info)));
        Assert.Equal(Set(rule, ("vpcIds", "vpc-1")), Set(other, ("vpcIds", "vpc-1"), ("s3PrivateDns", "required")));
        Assert.NotEqual(Set(rule, ("vpcIds", "vpc-1")), Set(other, ("excludeVpcIds", "vpc-1")));
        Assert.NotEqual(Set(rule, ("vpcIds", "vpc-1")), Set(other, ("vpcIds", "vpc-2")));
    }

    private static string Set(Rule rule, params (string Name, string Value)[] with) =>
        Parameters.For(rule, [.. with.Select(one => KeyValuePair.Create(one.Name, one.Value))]).SetOf([CommonParameters.VpcIds, CommonParameters.ExcludeVpcIds]);

    private static string Refusal(Rule rule, string name, string value) =>
        Assert.Throws<InvalidParameterException>(() => Parameters.For(rule, [KeyValuePair.Create(name, value)])).Message;
}
