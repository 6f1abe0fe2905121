using ConfigRules.Policies;

namespace ConfigRules.Tests.Policies;

/// <summary>Every operator, with its forms, and what a key means that the request lacks, or that nobody knows.</summary>
public sealed class ConditionTests
{
    private const string Key = "aws:PrincipalTag/team";

    public static TheoryData<string, string, string, Outcome> Values { get; } = new()
    {
        { "StringEquals", "red", "red", Outcome.Allowed },
        { "StringEquals", "red", "Red", Outcome.Denied },
        { "StringEquals", "r*", "red", Outcome.Denied },
        { "stringequals", "red", "red", Outcome.Allowed },
        { "StringNotEquals", "red", "blue", Outcome.Allowed },
        { "StringNotEquals", "red", "red", Outcome.Denied },
        { "StringEqualsIgnoreCase", "red", "RED", Outcome.Allowed },
        { "StringNotEqualsIgnoreCase", "red", "RED", Outcome.Denied },
        { "StringLike", "r?d*", "redder", Outcome.Allowed },
        { "StringLike", "r?d", "rd", Outcome.Denied },
        { "StringNotLike", "r*", "red", Outcome.Denied },
        { "StringNotLike", "r*", "blue", Outcome.Allowed },
        { "ArnEquals", "arn:aws:iam::*:role/app", "arn:aws:iam::111111111111:role/app", Outcome.Allowed },
        { "ArnLike", "arn:aws:iam::111111111111:role/*", "arn:aws:iam::111111111111:role/a/b", Outcome.Allowed },
        { "ArnLike", "arn:aws:iam::111111111111:role/*", "arn:aws:iam::222222222222:role/a", Outcome.Denied },
        { "ArnLike", "arn:aws:iam:*:role/app", "arn:aws:iam::111111111111:role/app", Outcome.Denied },
        { "ArnNotLike", "arn:aws:iam::*:role/app", "arn:aws:iam::111111111111:role/app", Outcome.Denied },
        { "ArnNotEquals", "arn:aws:iam::*:role/app", "arn:aws:iam::111111111111:role/other", Outcome.Allowed },
        { "NumericEquals", "10", "10.0", Outcome.Allowed },
        { "NumericNotEquals", "10", "11", Outcome.Allowed },
        { "NumericLessThan", "10", "9", Outcome.Allowed },
        { "NumericLessThan", "10", "10", Outcome.Denied },
        { "NumericLessThanEquals", "10", "10", Outcome.Allowed },
        { "NumericGreaterThan", "10", "10", Outcome.Denied },
        { "NumericGreaterThanEquals", "10", "10", Outcome.Allowed },
        { "NumericEquals", "10", "ten", Outcome.Denied },
        { "DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", Outcome.Allowed },
        { "DateNotEquals", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", Outcome.Allowed },
        { "DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", Outcome.Allowed },
        { "DateLessThanEquals", "2026-01-01T00:00:00Z", "1767225600", Outcome.Allowed },
        { "DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", Outcome.Denied },
        { "DateGreaterThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", Outcome.Allowed },
        { "Bool", "true", "True", Outcome.Allowed },
        { "Bool", "true", "false", Outcome.Denied },
        { "BinaryEquals", "QmluYXJ5", "QmluYXJ5", Outcome.Allowed },
        { "IpAddress", "10.0.0.0/8", "10.1.2.3", Outcome.Allowed },
        { "IpAddress", "10.0.0.7/8", "10.1.2.3", Outcome.Allowed },
        { "IpAddress", "10.1.2.3", "10.1.2.3", Outcome.Allowed },
        { "IpAddress", "2001:db8::/32", "2001:db8::1", Outcome.Allowed },
        { "IpAddress", "10.0.0.0/8", "2001:db8::1", Outcome.Denied },
        { "NotIpAddress", "10.0.0.0/8", "11.0.0.1", Outcome.Allowed },
        { "NotIpAddress", "10.0.0.0/8", "10.0.0.1", Outcome.Denied },
        { "Null", "false", "red", Outcome.Allowed },
        { "Null", "true", "red", Outcome.Denied },
        { "StringResembles", "red", "red", Outcome.Unknown },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void An_operator_compares(string @operator, string expected, string actual, Outcome outcome) =>
        Assert.Equal(outcome, Decide(@operator, [expected], RequestContext.Complete.With(Key, actual)));

    public static TheoryData<string, Outcome> WithoutKey { get; } = new()
    {
        { "StringEquals", Outcome.Denied },
        { "StringNotEquals", Outcome.Allowed },
        { "StringNotLike", Outcome.Allowed },
        { "ArnNotLike", Outcome.Allowed },
        { "NotIpAddress", Outcome.Allowed },
        { "Bool", Outcome.Denied },
        { "NumericLessThan", Outcome.Denied },
        { "StringEqualsIfExists", Outcome.Allowed },
        { "StringNotEqualsIfExists", Outcome.Allowed },
        { "BoolIfExists", Outcome.Allowed },
        { "ForAllValues:StringEquals", Outcome.Allowed },
        { "ForAllValues:StringNotEquals", Outcome.Allowed },
        { "ForAnyValue:StringEquals", Outcome.Denied },
        { "ForAnyValue:StringNotEquals", Outcome.Denied },
        { "ForAnyValue:StringEqualsIfExists", Outcome.Allowed },
    };

    [Theory]
    [MemberData(nameof(WithoutKey))]
    public void A_key_that_the_request_lacks(string @operator, Outcome outcome) =>
        Assert.Equal(outcome, Decide(@operator, ["true"], RequestContext.Complete));

    [Theory]
    [InlineData("true", Outcome.Allowed)]
    [InlineData("false", Outcome.Denied)]
    public void Null_asks_whether_the_key_is_there(string value, Outcome outcome) =>
        Assert.Equal(outcome, Decide("Null", [value], RequestContext.Complete));

    [Theory]
    [MemberData(nameof(WithoutKey))]
    public void A_key_of_which_nothing_is_known_leaves_it_open(string @operator, Outcome _) =>
        Assert.Equal(Outcome.Unknown, Decide(@operator, ["true"], RequestContext.Partial));

    [Theory]
    [InlineData("ForAnyValue:StringEquals", "a,x", Outcome.Allowed)]
    [InlineData("ForAnyValue:StringEquals", "x,y", Outcome.Denied)]
    [InlineData("ForAnyValue:StringNotEquals", "a,x", Outcome.Allowed)]
    [InlineData("ForAnyValue:StringNotEquals", "a,b", Outcome.Denied)]
    [InlineData("ForAllValues:StringEquals", "a,b", Outcome.Allowed)]
    [InlineData("ForAllValues:StringEquals", "a,x", Outcome.Denied)]
    [InlineData("ForAllValues:StringNotEquals", "x,y", Outcome.Allowed)]
    [InlineData("ForAllValues:StringNotEquals", "a,x", Outcome.Denied)]
    [InlineData("ForAllValues:StringEquals", "", Outcome.Allowed)]
    [InlineData("ForAnyValue:StringEquals", "", Outcome.Denied)]
    public void A_quantifier_asks_for_one_value_or_all_of_them(string @operator, string actual, Outcome outcome) =>
        Assert.Equal(outcome, Decide(@operator, ["a", "b"], RequestContext.Complete.With(Key, [.. actual.Split(',', StringSplitOptions.RemoveEmptyEntries)])));

    [Theory]
    [InlineData("StringEquals", "b", Outcome.Allowed)]
    [InlineData("StringNotEquals", "b", Outcome.Denied)]
    [InlineData("StringNotEquals", "c", Outcome.Allowed)]
    public void Of_several_values_in_the_policy_one_is_enough_and_a_negated_operator_takes_none(string @operator, string actual, Outcome outcome) =>
        Assert.Equal(outcome, Decide(@operator, ["a", "b"], RequestContext.Complete.With(Key, actual)));

    [Fact]
    public void Keys_ignore_case() => Assert.Equal(
        Outcome.Allowed, Decide("StringEquals", ["red"], RequestContext.Complete.With("AWS:principaltag/TEAM", "red")));

    [Theory]
    [InlineData("${aws:username}", "2012-10-17", Outcome.Allowed)]
    [InlineData("${aws:username}", "2008-10-17", Outcome.Denied)]
    [InlineData("${aws:userid, 'jane'}", "2012-10-17", Outcome.Allowed)]
    [InlineData("${aws:userid}", "2012-10-17", Outcome.Denied)]
    [InlineData("j${*}ne", "2012-10-17", Outcome.Denied)]
    public void A_variable_stands_for_the_key_of_the_request(string value, string version, Outcome outcome) => Assert.Equal(
        outcome, Decide("StringLike", [value], RequestContext.Complete.With(Key, "jane").With("aws:username", "jane"), version));

    [Fact]
    public void A_variable_of_which_nothing_is_known_leaves_it_open() => Assert.Equal(
        Outcome.Unknown, Decide("StringEquals", ["${aws:username}"], RequestContext.Complete.With(Key, "jane").WithUnknown("aws:username")));

    [Fact]
    public void A_star_in_a_value_of_the_request_is_a_star() => Assert.Equal(
        Outcome.Denied, Decide("StringLike", ["${aws:username}"], RequestContext.Complete.With(Key, "jane").With("aws:username", "*")));

    private static Outcome Decide(string @operator, string[] values, RequestContext context, string version = "2012-10-17") =>
        PolicyDocument.Parse($$"""
            { "Version": "{{version}}", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
              "Condition": { "{{@operator}}": { "{{Key}}": [{{string.Join(',', values.Select(value => $"\"{value}\""))}}] } } }] }
            """).Decide(new() { Principal = PolicyPrincipal.Stranger, Action = "s3:GetObject", Resource = "arn:aws:s3:::b/k", Context = context }).Outcome;
}
