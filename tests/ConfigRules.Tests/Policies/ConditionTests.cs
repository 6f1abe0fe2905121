using System.Net;
using ConfigRules.Policies;
using static ConfigRules.Policies.Outcome;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Policies;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("IpAddress", "10.0.0.0/8", Allowed)]
    [InlineData("IpAddress", "10.0.0.0/17|10.0.128.0/17", Allowed)]
    [InlineData("IpAddress", "10.0.0.0/24", Unknown)]
    [InlineData("IpAddress", "10.1.0.0/16", Denied)]
    [InlineData("IpAddress", "::/0", Denied)]
    [InlineData("IpAddress", "nowhere", Denied)]
    [InlineData("NotIpAddress", "10.0.0.0/8", Denied)]
    [InlineData("NotIpAddress", "10.0.0.0/24", Unknown)]
    [InlineData("NotIpAddress", "10.1.0.0/16", Allowed)]
    [InlineData("StringEquals", "10.0.0.1", Unknown)]
    [InlineData("Null", "false", Allowed)]
    [InlineData("Null", "true", Denied)]
    public void Holds_of_an_address_of_which_a_block_alone_is_known(string @operator, string values, Outcome outcome) =>
        Assert.Equal(outcome, OutcomeFor(@operator, values, "10.0.0.0/16"));

    [Theory]
    [InlineData("IpAddress", "0.0.0.0/0|::/0", Allowed)]
    [InlineData("IpAddress", "0.0.0.0/0", Unknown)]
    [InlineData("IpAddress", "2001:db8::/32", Unknown)]
    [InlineData("NotIpAddress", "0.0.0.0/0|::/0", Denied)]
    [InlineData("NotIpAddress", "::/0", Unknown)]
    [InlineData("Null", "false", Allowed)]
    public void Holds_of_an_address_of_either_family(string @operator, string values, Outcome outcome) =>
        Assert.Equal(outcome, OutcomeFor(@operator, values, "0.0.0.0/0", "::/0"));

    [Theory]
    [InlineData("NumericLessThan", "1.2", Denied)]
    [InlineData("NumericLessThan", "1.3", Unknown)]
    [InlineData("NumericLessThan", "1.4", Allowed)]
    [InlineData("NumericGreaterThanEquals", "1.2", Allowed)]
    [InlineData("NumericNotEquals", "1.3", Unknown)]
    [InlineData("StringNotEquals", "1.1", Allowed)]
    [InlineData("StringEquals", "1.2|1.3", Allowed)]
    [InlineData("ForAllValues:StringEquals", "1.2", Unknown)]
    [InlineData("Null", "true", Denied)]
    [InlineData("Null", "false", Allowed)]
    public void Holds_of_a_value_that_is_one_of_several_if_it_does_of_each(string @operator, string values, Outcome outcome) =>
        Assert.Equal(outcome, Decide(@operator, values, RequestContext.Complete.WithOneOf("key", "1.2", "1.3")));

    [Theory]
    [InlineData("StringEquals", "a", "a", true)]
    [InlineData("StringEquals", "a", "A", false)]
    [InlineData("StringEquals", "a*", "ab", false)]
    [InlineData("stringequals", "a", "a", true)]
    [InlineData("StringNotEquals", "a", "b", true)]
    [InlineData("StringNotEquals", "a|b", "b", false)]
    [InlineData("StringEqualsIgnoreCase", "a", "A", true)]
    [InlineData("StringEqualsIgnoreCase", "a", "b", false)]
    [InlineData("StringNotEqualsIgnoreCase", "a", "A", false)]
    [InlineData("StringNotEqualsIgnoreCase", "a", "b", true)]
    [InlineData("StringLike", "a*", "ab", true)]
    [InlineData("StringLike", "a*", "Ab", false)]
    [InlineData("StringLike", "b|a?", "ab", true)]
    [InlineData("StringNotLike", "a*", "ab", false)]
    [InlineData("StringNotLike", "a*", "b", true)]
    [InlineData("ArnLike", "arn:aws:iam::1:role/*", "arn:aws:iam::1:role/a:b", true)]
    [InlineData("ArnLike", "arn:aws:iam::*:role/a", "arn:aws:iam::1:role/a", true)]
    [InlineData("ArnLike", "arn:aws:iam:*:role/a", "arn:aws:iam::1:role/a", false)]
    [InlineData("ArnLike", "*", "arn:aws:iam::1:role/a", true)]
    [InlineData("ArnLike", "*", "no ARN", false)]
    [InlineData("ArnLike", "arn:aws:iam::2*", "arn:aws:iam::1:role/a", false)]
    [InlineData("ArnLike", "arn:aws:iam::1:role/A", "arn:aws:iam::1:role/a", false)]
    [InlineData("StringLike", "arn:aws:iam::1*", "arn:aws:iam::1:role/a", true)]
    [InlineData("StringEquals", "arn:aws:iam::*:role/a", "arn:aws:iam::1:role/a", false)]
    [InlineData("ArnEquals", "arn:aws:iam::1:role/*", "arn:aws:iam::1:role/a", true)]
    [InlineData("ArnNotEquals", "arn:aws:iam::1:role/*", "arn:aws:iam::1:role/a", false)]
    [InlineData("ArnNotLike", "arn:aws:iam::1:role/*", "arn:aws:iam::2:role/a", true)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericEquals", "10", "ten", false)]
    [InlineData("NumericNotEquals", "10", "10", false)]
    [InlineData("NumericNotEquals", "10", "11", true)]
    [InlineData("NumericLessThan", "10", "9", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericLessThanEquals", "10", "11", false)]
    [InlineData("NumericGreaterThan", "10", "11", true)]
    [InlineData("NumericGreaterThan", "10", "10", false)]
    [InlineData("NumericGreaterThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThanEquals", "10", "9", false)]
    [InlineData("DateEquals", "2030-01-01T00:00:00Z", "1893456000", true)]
    [InlineData("DateEquals", "2030-01-01T00:00:00Z", "soon", false)]
    [InlineData("DateNotEquals", "2030-01-01T00:00:00Z", "2030-01-01T01:00:00+01:00", false)]
    [InlineData("DateLessThan", "2030-01-01T00:00:00Z", "2029-12-31T23:59:59Z", true)]
    [InlineData("DateLessThan", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z", false)]
    [InlineData("DateLessThanEquals", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z", true)]
    [InlineData("DateLessThanEquals", "2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z", false)]
    [InlineData("DateGreaterThan", "2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z", true)]
    [InlineData("DateGreaterThan", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z", false)]
    [InlineData("DateGreaterThanEquals", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z", true)]
    [InlineData("DateGreaterThanEquals", "2030-01-01T00:00:00Z", "2029-12-31T23:59:59Z", false)]
    [InlineData("Bool", "true", "True", true)]
    [InlineData("Bool", "true", "false", false)]
    [InlineData("BinaryEquals", "QmluYXJ5", "QmluYXJ5", true)]
    [InlineData("BinaryEquals", "QmluYXJ5", "qmluYXJ5", false)]
    [InlineData("IpAddress", "10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("IpAddress", "10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("IpAddress", "10.1.2.3/8", "10.255.255.255", true)]
    [InlineData("IpAddress", "10.0.0.1", "10.0.0.1", true)]
    [InlineData("IpAddress", "10.0.0.1", "10.0.0.2", false)]
    [InlineData("IpAddress", "10.0.0.0/33", "10.0.0.0", false)]
    [InlineData("IpAddress", "2001:db8::/32", "2001:db8::1", true)]
    [InlineData("IpAddress", "0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "10.1.2.3", false)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "11.0.0.0", true)]
    [InlineData("Null", "false", "a", true)]
    [InlineData("Null", "true", "a", false)]
    public void Compares_a_value_as_its_operator_says(string @operator, string values, string actual, bool holds) =>
        Assert.Equal(holds ? Allowed : Denied, Decide(@operator, values, RequestContext.Complete.With("key", actual)));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringLike", false)]
    [InlineData("ArnLike", false)]
    [InlineData("Bool", false)]
    [InlineData("NumericLessThan", false)]
    [InlineData("DateLessThan", false)]
    [InlineData("IpAddress", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringNotEqualsIgnoreCase", true)]
    [InlineData("StringNotLike", true)]
    [InlineData("ArnNotLike", true)]
    [InlineData("NumericNotEquals", true)]
    [InlineData("DateNotEquals", true)]
    [InlineData("NotIpAddress", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringLikeIfExists", true)]
    [InlineData("BoolIfExists", true)]
    [InlineData("StringNotEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", true)]
    [InlineData("Null", true)]
    public void Knows_what_a_missing_key_means(string @operator, bool holds) =>
        Assert.Equal(holds ? Allowed : Denied, Decide(@operator, "true", RequestContext.Complete));

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringNotEquals")]
    [InlineData("StringEqualsIfExists")]
    [InlineData("ForAllValues:StringEquals")]
    [InlineData("ForAnyValue:StringEquals")]
    [InlineData("Null")]
    public void Leaves_open_what_hangs_on_a_key_of_which_nothing_is_known(string @operator)
    {
        Assert.Equal(Unknown, Decide(@operator, "true", RequestContext.Partial));
        Assert.Equal(Unknown, Decide(@operator, "true", RequestContext.Complete.WithUnknown("KEY")));
    }

    [Theory]
    [InlineData("ArnLike", "arn:aws:iam::1*")]
    [InlineData("ArnNotLike", "arn:aws:iam::1*")]
    [InlineData("ArnEquals", "arn:aws:iam::1")]
    public void Leaves_open_what_an_ARN_with_fewer_parts_stands_for(string @operator, string value) =>
        Assert.Equal(Unknown, Decide(@operator, value, RequestContext.Complete.With("key", "arn:aws:iam::1:role/a")));

    [Theory]
    [InlineData("aws:PrincipalTag/team", true)]
    [InlineData("aws:principaltag/TEAM", true)]
    [InlineData("aws:PrincipalTag/other", false)]
    [InlineData("aws:PrincipalTags/team", null)]
    [InlineData("aws:RequestTag/team", null)]
    public void Knows_of_every_tag_what_is_known_of_tags(string key, bool? holds)
    {
        var context = RequestContext.Partial.Without("aws:PrincipalTag").With("aws:PrincipalTag/team", "a");
        Assert.Equal(
            holds switch { null => Unknown, true => Allowed, false => Denied },
            PolicyDocument.Parse(Document(Allow(condition: $$""" "StringEquals": {"{{key}}": "a"} """))).Decide(Request(context)).Outcome);
    }

    /// <summary>"false (the key exists and its value is not null)"</summary>
    [Theory]
    [InlineData("Null", "true", true)]
    [InlineData("Null", "false", false)]
    [InlineData("ForAnyValue:StringEquals", "a", false)]
    [InlineData("ForAllValues:StringEquals", "a", true)]
    [InlineData("StringEqualsIfExists", "a", true)]
    public void Takes_a_key_without_a_value_for_one_that_is_missing(string @operator, string value, bool holds) =>
        Assert.Equal(holds ? Allowed : Denied, Decide(@operator, value, RequestContext.Complete.With("key", [])));

    [Theory]
    [InlineData("StringEqual")]
    [InlineData("NullIfExists")]
    [InlineData("ForAllValues:Null")]
    [InlineData("StringEqualsIfExist")]
    [InlineData("")]
    public void Leaves_open_what_an_operator_means_that_AWS_does_not_have(string @operator) =>
        Assert.Equal(Unknown, Decide(@operator, "a", RequestContext.Complete.With("key", "a")));

    [Theory]
    [InlineData("ForAllValues:StringEquals", "a|b", "a|b", true)]
    [InlineData("ForAllValues:StringEquals", "a|b", "a|c", false)]
    [InlineData("ForAllValues:StringEquals", "a", "", true)]
    [InlineData("ForAllValues:StringNotEquals", "a|b", "c|d", true)]
    [InlineData("ForAllValues:StringNotEquals", "a|b", "b|c", false)]
    [InlineData("ForAnyValue:StringEquals", "a|b", "b|c", true)]
    [InlineData("ForAnyValue:StringEquals", "a|b", "c|d", false)]
    [InlineData("ForAnyValue:StringEquals", "a", "", false)]
    [InlineData("ForAnyValue:StringNotEquals", "a|b", "b|c", true)]
    [InlineData("ForAnyValue:StringNotEquals", "a|b", "a|b", false)]
    [InlineData("forallvalues:stringlikeifexists", "a*", "ab|ac", true)]
    public void Quantifies_over_the_values_of_a_key(string @operator, string values, string actual, bool holds) => Assert.Equal(
        holds ? Allowed : Denied,
        Decide(@operator, values, RequestContext.Complete.With("key", [.. actual.Split('|', StringSplitOptions.RemoveEmptyEntries)])));

    [Theory]
    [InlineData("${aws:PrincipalAccount}", "111111111111", true)]
    [InlineData("${AWS:principalaccount}", "111111111111", true)]
    [InlineData("${aws:username}", "", false)]
    [InlineData("${aws:username, 'nobody'}", "nobody", true)]
    [InlineData("${several}", "a", false)]
    [InlineData("a${*}", "a*", true)]
    [InlineData("a${*}", "ab", false)]
    [InlineData("a${?}${$}", "a?$", true)]
    [InlineData("a${star}", "a*", true)]
    [InlineData("a${star}", "ab", false)]
    [InlineData("${unclosed", "${unclosed", true)]
    public void Replaces_variables(string value, string actual, bool holds)
    {
        var context = RequestContext.Complete.With("key", actual).With("aws:PrincipalAccount", "111111111111").With("star", "*").With("several", "a", "b");
        Assert.Equal(holds ? Allowed : Denied, Decide("StringLike", value, context));
    }

    [Fact]
    public void Leaves_open_what_hangs_on_an_unknown_variable() =>
        Assert.Equal(Unknown, Decide("StringEquals", "${aws:username}", RequestContext.Complete.With("key", "a").WithUnknown("aws:username")));

    [Theory]
    [InlineData("StringEquals", "a", true)]
    [InlineData("ArnLike", "arn:aws:iam::1:role/a", true)]
    [InlineData("Bool", "true", true)]
    [InlineData("NumericEquals", "1", false)]
    [InlineData("DateEquals", "2030-01-01T00:00:00Z", false)]
    [InlineData("IpAddress", "10.0.0.1", false)]
    [InlineData("BinaryEquals", "QmluYXJ5", false)]
    public void Takes_variables_for_plain_text_where_an_operator_takes_none(string @operator, string actual, bool holds) => Assert.Equal(
        holds ? Allowed : Denied, Decide(@operator, "${other}", RequestContext.Complete.With("key", actual).With("other", actual)));

    [Fact]
    public void Matches_nothing_by_a_negated_operator_with_a_variable_without_value() =>
        Assert.Equal(Allowed, Decide("StringNotEquals", "${aws:username}", RequestContext.Complete.With("key", "a")));

    [Theory]
    [InlineData("2012-10-17", false)]
    [InlineData("2008-10-17", true)]
    public void Takes_variables_for_plain_text_in_documents_of_the_older_version(string version, bool isPlain)
    {
        var document = PolicyDocument.Parse(Statement("StringEquals", "${a}").Replace("2012-10-17", version, StringComparison.Ordinal));
        Assert.Equal(isPlain ? Allowed : Denied, document.Decide(Request(RequestContext.Complete.With("key", "${a}"))).Outcome);
    }

    [Fact]
    public void Asks_for_all_conditions_of_a_statement()
    {
        var document = PolicyDocument.Parse(Document(Allow(condition: """ "StringEquals": {"a": "1", "b": "2"}, "Bool": {"c": "true"} """)));
        var whole = RequestContext.Complete.With("a", "1").With("b", "2").With("c", "true");
        Assert.Equal(Allowed, document.Decide(Request(whole)).Outcome);
        Assert.Equal("statement 1 does not match: StringEquals b", document.Decide(Request(whole.With("b", "3"))).Because);
        Assert.Equal("statement 1 does not match: Bool c", document.Decide(Request(whole.Without("c"))).Because);
    }

    private static Outcome Decide(string @operator, string values, RequestContext context) =>
        PolicyDocument.Parse(Statement(@operator, values)).Decide(Request(context)).Outcome;

    private static string Statement(string @operator, string values) =>
        Document(Allow(condition: $$""" "{{@operator}}": {"Key": [{{string.Join(", ", values.Split('|').Select(value => $"\"{value}\""))}}]} """));

    private static PolicyRequest Request(RequestContext context) =>
        new() { Principal = PolicyPrincipal.Anonymous, Action = "s3:GetObject", Resource = "arn:aws:s3:::b/k", Context = context };

    private static Outcome OutcomeFor(string @operator, string values, params string[] blocks) => PolicyDocument
        .Parse(Document(Allow(condition: $$"""
            "{{@operator}}": {"aws:VpcSourceIp": [{{string.Join(", ", values.Split('|').Select(value => $"\"{value}\""))}}]}
            """)))
        .Decide(new()
        {
            Principal = PolicyPrincipal.Anonymous,
            Action = "s3:GetObject",
            Resource = "*",
            Context = RequestContext.Complete.WithAddressIn("aws:VpcSourceIp", [.. blocks.Select(IPNetwork.Parse)]),
        }).Outcome;
}
