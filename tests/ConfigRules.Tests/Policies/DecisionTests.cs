using System.Text.Json.Nodes;
using ConfigRules.Policies;
using CsCheck;
using static ConfigRules.Policies.Outcome;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Policies;

public sealed class DecisionTests
{
    private const string Role = "arn:aws:iam::111111111111:role/app";
    private const string Session = "arn:aws:sts::111111111111:assumed-role/app/me";
    private const string Root = "arn:aws:iam::111111111111:root";
    private const string Unsure = """ "Bool": {"k": "true"} """;

    public static TheoryData<string, string[], Outcome, int?, string> Policies { get; } = new()
    {
        { "no statement", [], Denied, null, "no statement allows it" },
        { "an Allow", [Allow()], Allowed, 1, "statement 1 allows it" },
        { "the first Allow of two", [Allow(), Allow()], Allowed, 1, "statement 1 allows it" },
        { "a Deny before an Allow", [Deny(), Allow()], Denied, 1, "statement 1 denies it" },
        { "a Deny behind an Allow", [Allow(), Deny()], Denied, 2, "statement 2 denies it" },
        { "a Deny behind what may deny", [Deny(condition: Unsure), Allow(), Deny()], Denied, 3, "statement 3 denies it" },
        { "a Deny alone", [Deny(action: "\"s3:PutObject\"")], Denied, null, "no statement allows it" },
        { "an Allow that may match", [Allow(condition: Unsure)], Unknown, 1, "statement 1 may allow it: Bool k" },
        { "an Allow that may match and one that does", [Allow(condition: Unsure), Allow()], Allowed, 2, "statement 2 allows it" },
        { "a Deny that may match, and an Allow", [Allow(), Deny(condition: Unsure)], Unknown, 2, "statement 2 may deny it: Bool k" },
        { "a Deny that may match, and nothing that allows", [Deny(condition: Unsure)], Denied, null, "no statement allows it" },
        { "both may match", [Allow(condition: Unsure), Deny(condition: Unsure)], Unknown, 2, "statement 2 may deny it: Bool k" },
        {
            "an Allow that nearly matches", [Allow(action: "\"s3:PutObject\""), Allow(condition: """ "Bool": {"no": "true"} """)],
            Denied, 2, "statement 2 does not match: Bool no"
        },
        { "an Allow for others", [Allow("""{"AWS": "222222222222"}""")], Denied, 1, "statement 1 does not match: its principals leave out the caller" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void Names_the_statement_it_hangs_on(string name, string[] statements, Outcome outcome, int? deciding, string because)
    {
        var decision = PolicyDocument.Parse(Document(statements)).Decide(
            Request(PolicyPrincipal.Of(Role)) with { Context = RequestContext.Complete.WithUnknown("k") });
        Assert.True((outcome, deciding, because) == (decision.Outcome, decision.Deciding?.Index, decision.Because), $"{name}: {decision}");
    }

    [Theory]
    [InlineData("Action", "\"s3:GetObject\"", true)]
    [InlineData("Action", "\"S3:getobject\"", true)]
    [InlineData("Action", "[\"s3:Put*\", \"s3:Get*\"]", true)]
    [InlineData("Action", "\"s3:PutObject\"", false)]
    [InlineData("Action", "[]", false)]
    [InlineData("NotAction", "\"s3:GetObject\"", false)]
    [InlineData("NotAction", "[\"s3:PutObject\"]", true)]
    [InlineData("NotAction", "[]", true)]
    public void Matches_actions_without_regard_to_case(string element, string value, bool allowed) =>
        Assert.Equal(allowed ? Allowed : Denied, Decide(
            $$"""{"Effect": "Allow", "Principal": "*", "{{element}}": {{value}}, "Resource": "*"}""", Request(PolicyPrincipal.Anonymous)));

    [Theory]
    [InlineData("Resource", "\"arn:aws:s3:::b/*\"", true)]
    [InlineData("Resource", "\"arn:aws:s3:::B/*\"", false)]
    [InlineData("Resource", "\"arn:aws:s3:::b\"", false)]
    [InlineData("Resource", "[\"arn:aws:s3:::c\", \"arn:aws:s3:::b/?\"]", true)]
    [InlineData("Resource", "\"arn:aws:s3:::${who}/*\"", true)]
    [InlineData("Resource", "\"arn:aws:s3:::${nobody}/*\"", false)]
    [InlineData("NotResource", "\"arn:aws:s3:::b/*\"", false)]
    [InlineData("NotResource", "\"arn:aws:s3:::c/*\"", true)]
    public void Matches_resources_with_regard_to_case(string element, string value, bool allowed) =>
        Assert.Equal(allowed ? Allowed : Denied, Decide(
            $$"""{"Effect": "Allow", "Principal": "*", "Action": "*", "{{element}}": {{value}}}""",
            Request(PolicyPrincipal.Anonymous) with { Context = RequestContext.Complete.With("who", "b") }));

    public static TheoryData<string, PolicyPrincipal, bool, Outcome> Principals { get; } = new()
    {
        { """ "Principal": "*" """, PolicyPrincipal.Anonymous, false, Allowed },
        { """ "Principal": {"AWS": ["*"]} """, PolicyPrincipal.Somebody, false, Allowed },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.Anonymous, false, Denied },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.Somebody, false, Unknown },
        { """ "Principal": {"Service": "ecs.amazonaws.com"} """, PolicyPrincipal.Somebody, false, Unknown },
        { """ "Principal": {"AWS": []} """, PolicyPrincipal.Somebody, false, Denied },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.Of(Role), false, Allowed },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.Of(Role), true, Denied },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.Of(Root), true, Allowed },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.SomeoneIn("111111111111"), false, Allowed },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.SomeoneIn("111111111111"), true, Unknown },
        { """ "Principal": {"AWS": "111111111111"} """, PolicyPrincipal.SomeoneIn("222222222222"), true, Denied },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:root"} """, PolicyPrincipal.Of(Session), false, Allowed },
        { """ "Principal": {"AWS": "11111111111"} """, PolicyPrincipal.Of(Role), false, Denied },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, PolicyPrincipal.Of(Role), false, Allowed },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, PolicyPrincipal.Of(Session), false, Allowed },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/other"} """, PolicyPrincipal.Of(Session), false, Denied },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/*"} """, PolicyPrincipal.Of(Role), false, Denied },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, PolicyPrincipal.SomeoneIn("111111111111"), false, Unknown },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, PolicyPrincipal.SomeoneIn("222222222222"), false, Denied },
        { """ "Principal": {"Service": "ecs.amazonaws.com"} """, PolicyPrincipal.OfService("ecs.amazonaws.com"), false, Allowed },
        { """ "Principal": {"Service": "ecs.amazonaws.com"} """, PolicyPrincipal.OfService("logs.amazonaws.com"), false, Denied },
        { """ "Principal": {"Service": "ecs.amazonaws.com"} """, PolicyPrincipal.Of(Role), false, Denied },
        { """ "Principal": {"Federated": "accounts.google.com"} """, PolicyPrincipal.Of(Role), false, Denied },
        { """ "NotPrincipal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, PolicyPrincipal.Of(Role), false, Denied },
        { """ "NotPrincipal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, PolicyPrincipal.Somebody, false, Unknown },
        { """ "NotPrincipal": {"AWS": "111111111111"} """, PolicyPrincipal.Of(Role), false, Allowed },
        { """ "NotPrincipal": {"AWS": "111111111111"} """, PolicyPrincipal.Of(Root), false, Denied },
        { """ "NotPrincipal": {"AWS": "111111111111"} """, PolicyPrincipal.SomeoneIn("111111111111"), false, Unknown },
        { """ "NotPrincipal": "*" """, PolicyPrincipal.Anonymous, false, Denied },
        { """ "principal": {"aws": "*"} """, PolicyPrincipal.Anonymous, false, Allowed },
        { """ "Principal": {"AWS": "111111111111", "aws": "222222222222"} """, PolicyPrincipal.Of(Role), false, Allowed },
        { """ "Principal": {"AWS": "*"} """, PolicyPrincipal.OfService("ecs.amazonaws.com"), false, Allowed },
        { """ "Principal": {} """, PolicyPrincipal.Of(Role), false, Denied },
        { """ "Principal": {"AWS": "AROAEXAMPLEEXAMPLE123"} """, PolicyPrincipal.SomeoneIn("111111111111"), false, Denied },
        { """ "Principal": {"AWS": "arn:aws-cn:iam::111111111111:root"} """, PolicyPrincipal.Of(Role), false, Allowed },
        { """ "Principal": {"AWS": "arn:aws:sts::111111111111:assumed-role/app/me"} """, PolicyPrincipal.Of(Session), false, Allowed },
        { """ "Principal": {"AWS": "arn:aws:sts::111111111111:assumed-role/app/you"} """, PolicyPrincipal.Of(Session), false, Denied },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/teams/app"} """, PolicyPrincipal.Of(Session), false, Unknown },
        { """ "Principal": {"AWS": "arn:aws:iam::111111111111:role/teams/myapp"} """, PolicyPrincipal.Of(Session), false, Denied },
        { """ "Principal": {"AWS": "arn:aws:iam::222222222222:role/teams/app"} """, PolicyPrincipal.Of(Session), false, Denied },
    };

    [Theory]
    [MemberData(nameof(Principals))]
    public void Tells_callers_apart(string element, PolicyPrincipal caller, bool throughGateway, Outcome outcome) =>
        Assert.Equal(outcome, Decide(
            $$"""{"Effect": "Allow", {{element}}, "Action": "*", "Resource": "*"}""", Request(caller) with { ThroughGateway = throughGateway }));

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html</summary>
    [Theory]
    [InlineData(""" "NotPrincipal": {"AWS": "111111111111"} """, Role, false, Denied)]
    [InlineData(""" "NotPrincipal": {"AWS": "111111111111"} """, Root, false, Allowed)]
    [InlineData(""" "NotPrincipal": {"AWS": "arn:aws:iam::111111111111:role/app"} """, Role, false, Unknown)]
    [InlineData(""" "NotPrincipal": {"AWS": ["111111111111", "arn:aws:iam::111111111111:role/app"]} """, Role, false, Allowed)]
    [InlineData(""" "NotPrincipal": {"AWS": ["111111111111", "arn:aws:iam::111111111111:role/app"]} """, Session, false, Allowed)]
    [InlineData(""" "NotPrincipal": {"AWS": ["111111111111", "arn:aws:iam::111111111111:role/other"]} """, Role, false, Denied)]
    [InlineData(""" "NotPrincipal": {"AWS": "*"} """, Role, false, Allowed)]
    [InlineData(""" "Principal": {"AWS": "111111111111"} """, Role, false, Denied)]
    [InlineData(""" "Principal": {"AWS": "111111111111"} """, Role, true, Unknown)]
    [InlineData(""" "Principal": {"AWS": "111111111111"} """, Root, true, Denied)]
    [InlineData(""" "Principal": {"AWS": "222222222222"} """, Role, true, Allowed)]
    public void Takes_a_Deny_at_its_word_as_far_as_AWS_explains_it(string element, string caller, bool throughGateway, Outcome outcome) =>
        Assert.Equal(outcome, Outcome(
            [Allow(), $$"""{"Effect": "Deny", {{element}}, "Action": "*", "Resource": "*"}"""],
            Request(PolicyPrincipal.Of(caller)) with { ThroughGateway = throughGateway }));

    [Fact]
    public void Says_that_resources_hang_on_who_calls() => Assert.Equal(
        "statement 1 may allow it: its resources hang on who calls",
        PolicyDocument.Parse(Document(Allow(resource: "\"arn:aws:s3:::${aws:userid}/*\"")))
            .Decide(Request(PolicyPrincipal.Of(Role)) with { Context = RequestContext.Partial }).Because);

    [Fact]
    public void The_order_of_statements_never_changes_an_outcome() =>
        Gen.Select(Statements, Requests).SelectMany((statements, request) => Gen.Shuffle(statements).Select(shuffled => (statements, shuffled, request)))
            .Sample((statements, shuffled, request) => Assert.Equal(Outcome(statements, request), Outcome(shuffled, request)));

    [Fact]
    public void A_Deny_more_never_opens() =>
        Gen.Select(Statements, Statement, Requests).Sample((statements, one, request) => Assert.True(
            Outcome([.. statements, one.Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal)], request) <= Outcome(statements, request)));

    [Fact]
    public void An_Allow_more_never_closes() =>
        Gen.Select(Statements, Statement, Requests).Sample((statements, one, request) => Assert.True(
            Outcome([.. statements, one.Replace("\"Deny\"", "\"Allow\"", StringComparison.Ordinal)], request) >= Outcome(statements, request)));

    [Fact]
    public void A_key_less_known_only_ever_leaves_more_open() =>
        Gen.Select(Statements, Requests, Keys).Sample((statements, request, key) =>
        {
            var less = Outcome(statements, request with { Context = request.Context.WithUnknown(key) });
            Assert.True(less is Unknown || less == Outcome(statements, request));
        });

    [Fact]
    public void A_caller_not_known_at_all_only_ever_leaves_more_open() => Gen.Select(Statements, Requests).Sample((statements, request) =>
    {
        var least = Outcome(statements, request with { Principal = PolicyPrincipal.Somebody });
        Assert.True(least is Unknown || least == Outcome(statements, request));
    });

    [Fact]
    public void A_caller_less_known_only_ever_leaves_more_open() =>
        Gen.Select(Statements, Requests, Gen.OneOf(Role, Root, Session)).Sample((statements, request, caller) =>
        {
            var less = Outcome(statements, request with { Principal = PolicyPrincipal.SomeoneIn("111111111111") });
            Assert.True(less is Unknown || less == Outcome(statements, request with { Principal = PolicyPrincipal.Of(caller) }));
        });

    [Fact]
    public void A_wider_Allow_never_closes() =>
        Gen.Select(Statements, Statement, Gen.OneOf("Principal", "Action", "Resource", "Condition"), Requests).Sample((statements, one, element, request) =>
        {
            var allow = JsonNode.Parse(one.Replace("\"Deny\"", "\"Allow\"", StringComparison.Ordinal))!.AsObject();
            var narrow = Outcome([.. statements, allow.ToJsonString()], request);
            allow.Remove($"Not{element}");
            allow.Remove(element);
            if (element is not "Condition")
                allow[element] = "*";
            Assert.True(Outcome([.. statements, allow.ToJsonString()], request) >= narrow);
        });

    [Fact]
    public void One_value_and_a_list_of_one_mean_the_same() =>
        Gen.Select(Statement, Requests).Sample((statement, request) => Assert.Equal(
            PolicyDocument.Parse($$"""{"Version": "2012-10-17", "Statement": {{statement}}}""").Decide(request),
            PolicyDocument.Parse(Document(InLists(JsonNode.Parse(statement)!).ToJsonString())).Decide(request), SameDecision));

    [Fact]
    public void The_case_of_names_of_elements_operators_keys_and_actions_never_matters() =>
        Gen.Select(Statements, Gen.Bool, Requests).Sample((statements, upper, request) => Assert.Equal(
            Outcome(statements, request),
            Outcome([.. statements.Select(statement => InCase(JsonNode.Parse(statement)!, upper).ToJsonString())], request)));

    private static bool SameDecision(Decision one, Decision other) => (one.Outcome, one.Because) == (other.Outcome, other.Because);

    /// <summary>Every value as a list of one, but where IAM takes none: Effect, and a Principal that is a star.</summary>
    private static JsonNode InLists(JsonNode node, string name = "") => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)InLists(member.Value!, member.Key)))),
        JsonValue value when name is not ("Effect" or "Principal") => new JsonArray(value.DeepClone()),
        _ => node.DeepClone(),
    };

    private static JsonNode InCase(JsonNode node, bool upper, string name = "") => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            Cased(member.Key, upper), (JsonNode?)InCase(member.Value!, upper, member.Key)))),
        JsonValue value when name.EndsWith("Action", StringComparison.Ordinal) => Cased(value.GetValue<string>(), upper),
        _ => node.DeepClone(),
    };

    private static string Cased(string text, bool upper) => upper ? text.ToUpperInvariant() : text.ToLowerInvariant();

    private static Gen<string> Keys { get; } = Gen.OneOf("a", "b", "A");

    private static Gen<string> Statement { get; } = Gen.Select(
        Gen.OneOf("Allow", "Deny"),
        Gen.OneOf(
            """ "Principal": "*" """, """ "Principal": {"AWS": "111111111111"} """, $$""" "Principal": {"AWS": "{{Role}}"} """,
            """ "NotPrincipal": {"AWS": "111111111111"} """, $$""" "NotPrincipal": {"AWS": "{{Role}}"} """),
        Gen.OneOf(""" "Action": "*" """, """ "Action": "s3:Put*" """, """ "NotAction": "s3:PutObject" """),
        Gen.OneOf(""" "Resource": "*" """, """ "Resource": "arn:aws:s3:::${a}/*" """, """ "NotResource": "arn:aws:s3:::${b}/*" """),
        Gen.Select(
            Gen.OneOf("", "ForAllValues:", "ForAnyValue:"),
            Gen.OneOf("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
            Gen.OneOf("", "IfExists"),
            Keys,
            Gen.OneOf("x", "y", "x*", "${b}")).Array[0, 2],
        (effect, principal, action, resource, conditions) =>
            $$"""{"Effect": "{{effect}}", {{principal}}, {{action}}, {{resource}}, "Condition": {{Conditions(conditions)}}}""");

    private static Gen<string[]> Statements { get; } = Statement.Array[0, 5];

    private static Gen<ContextValue> Value { get; } = Gen.OneOf(
        Gen.Const(ContextValue.Absent), Gen.Const(ContextValue.Unknown), Gen.OneOf("x", "y", "xx").Array[0, 2].Select(values => ContextValue.Of([.. values])));

    private static Gen<PolicyRequest> Requests { get; } = Gen.Select(
        Gen.OneOf(
            PolicyPrincipal.Somebody, PolicyPrincipal.Anonymous, PolicyPrincipal.Of(Role), PolicyPrincipal.Of(Session), PolicyPrincipal.Of(Root),
            PolicyPrincipal.SomeoneIn("111111111111"), PolicyPrincipal.OfService("ecs.amazonaws.com")),
        Gen.OneOf("s3:GetObject", "s3:PutObject"),
        Gen.OneOf("arn:aws:s3:::x/k", "arn:aws:s3:::y/k"),
        Value, Value, Gen.Bool,
        (principal, action, resource, a, b, gateway) => new PolicyRequest
        {
            Principal = principal,
            Action = action,
            Resource = resource,
            Context = Known(Known(RequestContext.Complete, "a", a), "b", b),
            ThroughGateway = gateway,
        });

    private static RequestContext Known(RequestContext context, string key, ContextValue value) =>
        value.IsUnknown ? context.WithUnknown(key) : value.IsAbsent ? context.Without(key) : context.With(key, value.Values);

    private static string Conditions((string Quantifier, string Operator, string IfExists, string Key, string Value)[] conditions) =>
        $$"""{{{string.Join(", ", conditions.DistinctBy(c => c.Quantifier + c.Operator + c.IfExists)
            .Select(c => $$""" "{{c.Quantifier}}{{c.Operator}}{{c.IfExists}}": {"{{c.Key}}": "{{c.Value}}"} """))}}}""";

    private static Outcome Outcome(string[] statements, PolicyRequest request) => PolicyDocument.Parse(Document(statements)).Decide(request).Outcome;

    private static Outcome Decide(string statement, PolicyRequest request) => Outcome([statement], request);

    private static PolicyRequest Request(PolicyPrincipal caller) => new() { Principal = caller, Action = "s3:GetObject", Resource = "arn:aws:s3:::b/k" };
}
