using ConfigRules.Policies;
using CsCheck;

namespace ConfigRules.Tests.Policies;

/// <summary>What holds of every policy and every request.</summary>
public sealed class PolicyLawsTests
{
    private static readonly Gen<string> GenName = Gen.OneOf("a", "b", "ab", "*", "a*", "?", "*b");

    private static readonly Gen<string> GenCondition = Gen.OneOf(
        Gen.Const(""),
        Gen.Select(
            Gen.OneOf("StringEquals", "StringNotEquals", "StringLike", "StringEqualsIfExists", "StringNotEqualsIfExists", "ForAllValues:StringEquals", "ForAnyValue:StringLike", "Null"),
            Gen.OneOf("aws:One", "aws:Two"),
            Gen.OneOf("x", "y", "true", "x*"),
            (@operator, key, value) => $",\"Condition\":{{\"{@operator}\":{{\"{key}\":\"{value}\"}}}}"));

    private static readonly Gen<string> GenPrincipal = Gen.OneOf(
        "\"Principal\":\"*\"", "\"Principal\":{\"AWS\":\"111111111111\"}", "\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:role/app\"}",
        "\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::111111111111:role/app\"}", "\"Principal\":{\"Service\":\"ecs.amazonaws.com\"}");

    private static readonly Gen<string> GenStatement = Gen.Select(
        Gen.OneOf("Allow", "Deny"), GenPrincipal, Gen.OneOf("Action", "NotAction"), GenName, Gen.OneOf("Resource", "NotResource"), GenName, GenCondition,
        (effect, principal, action, name, resource, of, condition) =>
            $$"""{"Effect":"{{effect}}",{{principal}},"{{action}}":"s:{{name}}","{{resource}}":"arn:{{of}}"{{condition}}}""");

    private static readonly Gen<string[]> GenPolicy = GenStatement.Array[0, 4];

    private static readonly Gen<PolicyRequest> GenRequest = Gen.Select(
        Gen.OneOf(
            PolicyPrincipal.Stranger, PolicyPrincipal.Anonymous, PolicyPrincipal.SomeoneIn("111111111111"),
            PolicyPrincipal.Of("arn:aws:iam::111111111111:role/app"), PolicyPrincipal.OfService("ecs.amazonaws.com")),
        Gen.OneOf("s:a", "s:b", "s:ab"), Gen.OneOf("arn:a", "arn:b"), GenContext(), Gen.Bool,
        (principal, action, resource, context, gateway) => new PolicyRequest
        {
            Principal = principal,
            Action = action,
            Resource = resource,
            Context = context,
            ThroughGateway = gateway,
        });

    [Fact]
    public void The_order_of_statements_changes_nothing() => Gen.Select(GenPolicy.SelectMany(policy => Gen.Shuffle(policy), (policy, shuffled) => (policy, shuffled)), GenRequest)
        .Sample((policies, request) => Assert.Equal(Decide(policies.policy, request), Decide(policies.shuffled, request)), iter: 5000);

    [Fact]
    public void A_Deny_that_is_added_never_opens() => Gen.Select(GenPolicy, GenStatement, GenRequest)
        .Sample((policy, more, request) =>
        {
            var denies = more.Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal);
            Assert.True(Decide([.. policy, denies], request) <= Decide(policy, request));
        }, iter: 5000);

    [Fact]
    public void An_Allow_that_is_added_never_closes() => Gen.Select(GenPolicy, GenStatement, GenRequest)
        .Sample((policy, more, request) =>
        {
            var allows = more.Replace("\"Deny\"", "\"Allow\"", StringComparison.Ordinal);
            Assert.True(Decide([.. policy, allows], request) >= Decide(policy, request));
        }, iter: 5000);

    [Fact]
    public void What_is_decided_without_a_key_is_decided_so_whatever_the_key_is() => Gen.Select(GenPolicy, GenRequest, GenContext())
        .Sample((policy, request, known) =>
        {
            var decided = Decide(policy, request with { Context = RequestContext.Partial });
            if (decided is not Outcome.Unknown)
                Assert.Equal(decided, Decide(policy, request with { Context = known }));
        }, iter: 5000);

    [Fact]
    public void Without_a_statement_nothing_is_allowed() => GenRequest.Sample(request => Assert.Equal(Outcome.Denied, Decide([], request)), iter: 200);

    [Fact]
    public void Patterns_match_as_a_plain_recursion_does() => Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 8], Gen.String[Gen.Char["ab"], 0, 8])
        .Sample((pattern, text) => Assert.Equal(Matches(pattern, text), Wildcards.Match(pattern, text)), iter: 20_000);

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text is [],
        ['*', .. var rest] => Matches(rest, text) || (text is [_, .. var tail] && Matches(pattern, tail)),
        ['?', .. var rest] => text is [_, .. var tail] && Matches(rest, tail),
        [var first, .. var rest] => text is [var letter, .. var tail] && letter == first && Matches(rest, tail),
    };

    private static Outcome Decide(string[] statements, PolicyRequest request) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""").Decide(request).Outcome;

    private static Gen<RequestContext> GenContext() => Gen.Select(
        Gen.Bool, Gen.OneOf("", "x", "y", "true", "xy"), Gen.OneOf("", "x", "y", "true"),
        (isPartial, one, two) => Add(Add(isPartial ? RequestContext.Partial : RequestContext.Complete, "aws:One", one), "aws:Two", two));

    private static RequestContext Add(RequestContext context, string key, string value) => value is "" ? context : context.With(key, value);
}
