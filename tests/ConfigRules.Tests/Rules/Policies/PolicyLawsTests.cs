using ConfigRules.Engine;
using ConfigRules.Policies;
using ConfigRules.Rules.Policies;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using CsCheck;
using static ConfigRules.Engine.Compliance;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Rules.Policies;

/// <summary>
/// What holds of the rules whatever the policy. The policies name account 333333333333, organization o-zzzzzzzzzz, a role app and
/// a bucket mine; callers and requests come in every combination of what is named and what is not.
/// </summary>
public sealed class PolicyLawsTests
{
    private const string OwnOrg = "o-abcdefghij";

    private static readonly Rule NotOpen = new VpcEndpointPolicyNotOpen();
    private static readonly Rule TrustsOwnOrg = new VpcEndpointPolicyTrustsOwnOrg();
    private static readonly Rule ServesBundles = new VpcEndpointPolicyServesBundles();
    private static readonly Rule ScopesResources = new VpcEndpointPolicyScopesResources();
    private static readonly Rule Effective = new VpcEndpointPolicyEffective();

    /// <summary>Those whom nobody trusts: they sign as somebody of a foreign account, or do not sign.</summary>
    private static readonly (PolicyPrincipal Principal, RequestContext Context)[] Callers =
    [
        (PolicyPrincipal.Anonymous, Way
            .With("aws:PrincipalAccount", "anonymous").With("aws:PrincipalType", "Anonymous").With("aws:userid", "anonymous")),
        .. from account in new[] { "333333333333", "333344444444", "444444444444" }
           from name in new[] { "role/app", "role/other", "user/app", "root" }
           from organization in new[] { "o-zzzzzzzzzz", "o-yyyyyyyyyy", null }
           from path in organization is null ? [""] : new[] { "r-ab12/ou-ab12-11111111/", "r-ab12/", "r-cd34/", "r-cd34/ou-ab12-11111111/" }
           let arn = $"arn:aws:iam::{account}:{name}"
           let signed = Way.With("aws:PrincipalAccount", account).With("aws:PrincipalArn", arn).With("aws:PrincipalIsAWSService", "false")
               .With("aws:userid", name is "root" ? account : "AROAOFSOMEBODY:session")
           select (PolicyPrincipal.Of(arn), organization is null ? signed : signed
               .With("aws:PrincipalOrgID", organization).With("aws:PrincipalOrgPaths", $"{organization}/{path}")),
    ];

    /// <summary>One's own, wherever they are in one's own organization.</summary>
    private static readonly (PolicyPrincipal Principal, RequestContext Context)[] OwnCallers =
    [
        .. from name in new[] { "role/app", "role/other", "user/app", "root" }
           from path in new[] { "r-ab12/ou-ab12-11111111/", "r-ab12/", "r-cd34/", "r-cd34/ou-ab12-11111111/" }
           let arn = $"arn:aws:iam::{NetworkBuilder.Account}:{name}"
           select (PolicyPrincipal.Of(arn), Way.With("aws:PrincipalAccount", NetworkBuilder.Account).With("aws:PrincipalArn", arn).With("aws:PrincipalIsAWSService", "false")
               .With("aws:PrincipalOrgID", OwnOrg).With("aws:PrincipalOrgPaths", $"{OwnOrg}/{path}")),
    ];

    /// <summary>Owners of buckets whom nobody trusts.</summary>
    private static readonly Func<RequestContext, RequestContext>[] Owners =
    [
        .. from account in new[] { "333333333333", "444444444444" }
           from organization in new[] { "o-zzzzzzzzzz", "o-yyyyyyyyyy", null }
           select (Func<RequestContext, RequestContext>)(context =>
           {
               var owned = context.With("aws:ResourceAccount", account).With("s3:ResourceAccount", account);
               return organization is null ? owned : owned.With("aws:ResourceOrgID", organization).With("aws:ResourceOrgPaths", $"{organization}/r-ab12/");
           }),
    ];

    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "s3:Other"];

    private static readonly string[] Resources =
    [
        "arn:aws:s3:::mine", "arn:aws:s3:::mine/key", "arn:aws:s3:::other", "arn:aws:s3:::other/key",
        "arn:aws:s3:::of-333333333333/key", "arn:aws:s3:::of-333344444444/key", "arn:aws:s3:::of-444444444444/key", "arn:aws:s3:::of-anonymous/key",
    ];

    private static RequestContext Way => RequestContext.Complete
        .With("aws:SourceVpc", "vpc-1").With("aws:SourceVpce", "vpce-s3").With("aws:VpceAccount", NetworkBuilder.Account).With("aws:VpceOrgID", OwnOrg)
        .With("aws:SecureTransport", "true").With("aws:ViaAWSService", "false").With("aws:RequestedRegion", NetworkBuilder.DefaultRegion);

    private static Gen<string> Principal { get; } = Gen.OneOf(
        Gen.Const(""" "Principal": "*" """),
        Gen.OneOf(
            """ "Principal": {"AWS": "333333333333"} """, """ "Principal": {"AWS": "arn:aws:iam::333333333333:role/app"} """,
            """ "Principal": {"AWS": ["111111111111", "arn:aws:iam::333333333333:root"]} """, """ "NotPrincipal": {"AWS": "333333333333"} """));

    private static Gen<string> Condition { get; } = Gen.OneOf(
        Gen.Select(
            Gen.OneOf("StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIfExists", "StringNotEqualsIfExists"),
            Gen.OneOf("aws:PrincipalOrgID", "AWS:principalorgid"),
            Gen.OneOf("\"o-abcdefghij\"", "\"o-zzzzzzzzzz\"", "\"o-*\"", "[\"o-abcdefghij\", \"o-zzzzzzzzzz\"]", "\"${aws:VpceOrgID}\""), Pair),
        Gen.Select(
            Gen.OneOf("StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringLike"), Gen.Const("aws:PrincipalAccount"),
            Gen.OneOf("\"111111111111\"", "\"333333333333\"", "\"3333*\"", "\"${aws:VpceAccount}\"", "\"anonymous\""), Pair),
        Gen.Select(
            Gen.OneOf("ArnEquals", "ArnLike", "ArnNotLike", "ArnLikeIfExists", "StringLike"), Gen.Const("aws:PrincipalArn"),
            Gen.OneOf(
                "\"arn:aws:iam::111111111111:role/*\"", "\"arn:aws:iam::*:role/app\"", "\"arn:aws:iam::333333333333:root\"", "\"*\"",
                "\"arn:aws:iam::${aws:PrincipalAccount}:role/app\"", "\"*/app\""), Pair),
        Gen.Select(
            Gen.OneOf("ForAnyValue:StringLike", "ForAllValues:StringLike", "ForAnyValue:StringNotLike"), Gen.Const("aws:PrincipalOrgPaths"),
            Gen.OneOf("\"o-abcdefghij/*\"", "\"o-zzzzzzzzzz/r-ab12/*\"", "\"*/ou-ab12-11111111/*\""), Pair),
        Gen.Select(
            Gen.Const("Null"), Gen.OneOf("aws:PrincipalOrgID", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:SourceIp"),
            Gen.OneOf("\"true\"", "\"false\""), Pair),
        Gen.Select(
            Gen.OneOf("Bool", "BoolIfExists"), Gen.OneOf("aws:PrincipalIsAWSService", "aws:SecureTransport", "aws:ViaAWSService"),
            Gen.OneOf("\"true\"", "\"false\""), Pair),
        Gen.Select(
            Gen.OneOf("StringEquals", "StringNotEqualsIfExists"), Gen.OneOf("aws:VpceAccount", "aws:SourceVpc", "aws:VpceOrgID"),
            Gen.OneOf("\"111111111111\"", "\"vpc-1\"", "\"o-abcdefghij\""), Pair));

    /// <summary>Whose the resource is.</summary>
    private static Gen<string> OwnerCondition { get; } = Gen.OneOf(
        Gen.Select(
            Gen.OneOf("StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringNotEqualsIfExists", "StringLike"), Gen.Const("aws:ResourceOrgID"),
            Gen.OneOf("\"o-abcdefghij\"", "\"o-zzzzzzzzzz\"", "\"${aws:PrincipalOrgID}\"", "[\"o-abcdefghij\", \"o-zzzzzzzzzz\"]", "\"o-*\""), Pair),
        Gen.Select(
            Gen.OneOf("StringEquals", "StringNotEquals", "StringEqualsIfExists"), Gen.OneOf("aws:ResourceAccount", "s3:ResourceAccount"),
            Gen.OneOf("\"111111111111\"", "\"333333333333\"", "\"${aws:PrincipalAccount}\"", "[\"111111111111\", \"333333333333\"]"), Pair),
        Gen.Select(Gen.Const("Null"), Gen.OneOf("aws:ResourceOrgID", "aws:ResourceAccount"), Gen.OneOf("\"true\"", "\"false\""), Pair));

    private static Gen<string> Statement { get; } = Of(Condition);

    private static Gen<string> Of(Gen<string> condition) => Gen.Select(
        Gen.OneOf("Allow", "Allow", "Deny"),
        Principal,
        Gen.OneOf(""" "Action": "*" """, """ "Action": "s3:*" """, """ "Action": ["s3:Get*", "s3:PutObject"] """, """ "NotAction": "s3:PutObject" """),
        Gen.OneOf(
            """ "Resource": "*" """, """ "Resource": "*" """, """ "Resource": ["arn:aws:s3:::mine", "arn:aws:s3:::mine/*"] """,
            """ "NotResource": "arn:aws:s3:::mine/*" """, """ "Resource": "arn:aws:s3:::of-${aws:PrincipalAccount}/*" """,
            """ "Resource": "arn:aws:s3:::*/*" """, """ "Resource": "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*" """),
        condition.Array[0, 3],
        (effect, principal, action, resource, conditions) =>
            $$$"""{"Effect": "{{{effect}}}", {{{principal}}}, {{{action}}}, {{{resource}}}, "Condition": { {{{string.Join(", ", conditions.DistinctBy(condition => condition.Split('"')[1]))}}} }}""");

    private static Gen<string[]> Statements { get; } = Statement.Array[1, 4];

    private static Gen<string[]> StatementsOnOwners { get; } = Of(Gen.OneOf(Condition, OwnerCondition, OwnerCondition)).Array[1, 4];

    /// <summary>A bucket that a policy names is the one that is meant; so these are of buckets that none names.</summary>
    [Fact]
    public void A_policy_scopes_resources_exactly_if_one_s_own_reach_nobody_else_s() => StatementsOnOwners.Sample(statements =>
    {
        var policy = PolicyDocument.Parse(Document(statements));
        var reached =
            from caller in OwnCallers
            from owner in Owners
            from action in Actions
            from resource in Resources.Where(resource => resource.StartsWith("arn:aws:s3:::other", StringComparison.Ordinal))
            where policy.Decide(new() { Principal = caller.Principal, Action = action, Resource = resource, Context = owner(caller.Context), ThroughGateway = true })
                .Outcome is not Outcome.Denied
            select $"{caller.Principal.Arn} {action} {resource}";
        var (verdict, witness) = (Judge(ScopesResources, statements, ("trustedOrgIds", OwnOrg)), reached.FirstOrDefault());
        Assert.True((verdict.Compliance is NonCompliant) == (witness is not null), $"{verdict} but {witness ?? "nothing is reached"}");
    }, iter: 1_000);

    [Fact]
    public void A_policy_trusts_its_own_organization_exactly_if_it_admits_nobody_else() => Statements.Sample(statements =>
    {
        var policy = PolicyDocument.Parse(Document(statements));
        var admitted =
            from caller in Callers
            from action in Actions
            from resource in Resources
            where policy.Decide(new() { Principal = caller.Principal, Action = action, Resource = resource, Context = caller.Context, ThroughGateway = true })
                .Outcome is not Outcome.Denied
            select $"{caller.Principal.Arn ?? "anonymous"} {action} {resource}";
        var (verdict, witness) = (Judge(TrustsOwnOrg, statements, ("trustedOrgIds", OwnOrg)), admitted.FirstOrDefault());
        Assert.True((verdict.Compliance is NonCompliant) == (witness is not null), $"{verdict} but {witness ?? "nobody is admitted"}");
    }, iter: 1_000);

    [Fact]
    public void A_policy_that_is_open_trusts_others_too() => Statements.Sample(statements =>
        Assert.False(Judge(NotOpen, statements).Compliance is NonCompliant && Judge(TrustsOwnOrg, statements, ("trustedOrgIds", OwnOrg)).Compliance is Compliant));

    [Fact]
    public void The_order_of_statements_never_changes_a_verdict() =>
        Statements.SelectMany(statements => Gen.Shuffle(statements).Select(shuffled => (statements, shuffled))).Sample((statements, shuffled) => Assert.All(
            [NotOpen, TrustsOwnOrg, ServesBundles, ScopesResources, Effective],
            (Rule rule) => Assert.Equal(Judge(rule, statements).Compliance, Judge(rule, shuffled).Compliance)));

    [Fact]
    public void A_Deny_more_only_ever_restricts() => Gen.Select(Statements, Statement).Sample((statements, one) =>
    {
        string[] more = [.. statements, one.Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal)];
        Assert.False(Judge(NotOpen, statements).Compliance is Compliant && Judge(NotOpen, more).Compliance is not Compliant);
        Assert.False(Judge(TrustsOwnOrg, statements).Compliance is Compliant && Judge(TrustsOwnOrg, more).Compliance is not Compliant);
        Assert.False(Judge(ScopesResources, statements).Compliance is Compliant && Judge(ScopesResources, more).Compliance is not Compliant);
        Assert.False(Judge(ServesBundles, statements).Compliance is NonCompliant && Judge(ServesBundles, more).Compliance is not NonCompliant);
    });

    /// <summary>Whoever asks for whatever: what was refused, or in doubt, is not allowed by one Deny more.</summary>
    [Fact]
    public void A_Deny_more_never_opens_anything() => Gen.Select(StatementsOnOwners, Statement).Sample((statements, one) =>
    {
        var before = PolicyDocument.Parse(Document(statements));
        var after = PolicyDocument.Parse(Document([.. statements, one.Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal)]));
        foreach (var (principal, context) in Callers.Concat(OwnCallers))
        {
            foreach (var resource in Resources)
            {
                var request = new PolicyRequest { Principal = principal, Action = Actions[0], Resource = resource, Context = context, ThroughGateway = true };
                Assert.True(after.Decide(request).Outcome <= before.Decide(request).Outcome);
            }
        }
    });

    private static string Pair(string @operator, string key, string value) => $$""" "{{@operator}}": {"{{key}}": {{value}}} """;

    private static Verdict Judge(Rule rule, string[] statements, params (string Name, string Value)[] with)
    {
        var network = new NetworkBuilder().Endpoint("ecr.dkr").S3(statements).Build();
        return rule.Evaluate(network, Parameters.For(rule, with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))))
            .Single(evaluation => evaluation.ResourceId is "vpce-s3").Verdict;
    }
}
