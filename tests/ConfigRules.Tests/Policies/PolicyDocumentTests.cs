using ConfigRules.Policies;

namespace ConfigRules.Tests.Policies;

public sealed class PolicyDocumentTests
{
    public static TheoryData<string, string> Malformed { get; } = new()
    {
        { "", "The policy is empty." },
        { "  ", "The policy is empty." },
        { "[]", "The policy is not a JSON object." },
        { "{", "The policy is not valid JSON at line 1, byte 2." },
        { "{}", "The policy has no Statement." },
        { """{"Statement":["x"]}""", "The policy's statement 1 is not a JSON object." },
        { """{"Statement":{"Principal":"*","Action":"*","Resource":"*"}}""", "The policy's statement 1 has no Effect." },
        { """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "The policy's statement 1 has neither Principal nor NotPrincipal." },
        { """{"Statement":{"Effect":"Allow","Principal":"*","NotPrincipal":"*","Action":"*","Resource":"*"}}""", "The policy's statement 1 has both Principal and NotPrincipal." },
        { """{"Statement":{"Effect":"Allow","Principal":"*","Resource":"*"}}""", "The policy's statement 1 has neither Action nor NotAction." },
        { """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","NotAction":"*","Resource":"*"}}""", "The policy's statement 1 has both Action and NotAction." },
        { """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}""", "The policy's statement 1 has neither Resource nor NotResource." },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_document_is_told_in_one_sentence(string text, string problem)
    {
        Assert.False(PolicyDocument.TryParse(text, out _, out var told));
        Assert.Equal(problem, told);
    }

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["s3:GetObject"],"Resource":["*"]}]}""")]
    [InlineData("""{"statement":[{"effect":"Allow","principal":{"AWS":["*"]},"action":"S3:getobject","resource":"*"}]}""")]
    [InlineData("%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22*%22%2C%22Action%22%3A%22s3%3AGetObject%22%2C%22Resource%22%3A%22*%22%7D%7D")]
    public void One_or_several_and_encoded_or_not_are_the_same(string text)
    {
        Assert.Equal(Outcome.Allowed, PolicyDocument.Parse(text).Decide(Request()).Outcome);
        Assert.Equal(Outcome.Denied, PolicyDocument.Parse(text).Decide(Request(action: "s3:PutObject")).Outcome);
    }

    public static TheoryData<string, Outcome, string> Statements { get; } = new()
    {
        { """{"Effect":"Allow","Principal":"*","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*"}""", Outcome.Allowed, "statement 1 allows it" },
        { """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject?","Resource":"*"}""", Outcome.Denied, "no statement allows it" },
        { """{"Effect":"Allow","Principal":"*","NotAction":"s3:Put*","Resource":"*"}""", Outcome.Allowed, "statement 1 allows it" },
        { """{"Effect":"Allow","Principal":"*","NotAction":"s3:Get*","Resource":"*"}""", Outcome.Denied, "no statement allows it" },
        { """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:s3:::other/*"}""", Outcome.Allowed, "statement 1 allows it" },
        { """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:s3:::b/*"}""", Outcome.Denied, "no statement allows it" },
        { """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::B/*"}""", Outcome.Denied, "no statement allows it" },
        { """{"Sid":"App","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"*","Resource":"*"}""", Outcome.Allowed, "statement 1 (App) allows it" },
        { """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"*","Resource":"*"}""", Outcome.Allowed, "statement 1 allows it" },
        { """{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"*","Resource":"*"}""", Outcome.Allowed, "statement 1 allows it" },
        { """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"*","Resource":"*"}""", Outcome.Denied, "statement 1 does not match: its principals leave out the caller" },
        { """{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"*","Resource":"*"}""", Outcome.Denied, "statement 1 does not match: its principals leave out the caller" },
        { """{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::222222222222:role/x"},"Action":"*","Resource":"*"}""", Outcome.Allowed, "statement 1 allows it" },
        { """{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"*","Resource":"*"}""", Outcome.Denied, "statement 1 does not match: its principals leave out the caller" },
        { """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""", Outcome.Denied, "statement 1 denies it" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_statement_decides_and_is_named(string statement, Outcome outcome, string because)
    {
        var decision = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""").Decide(Request());
        Assert.Equal((outcome, because), (decision.Outcome, decision.Because));
    }

    [Fact]
    public void An_explicit_deny_comes_first_wherever_it_stands()
    {
        const string Allow = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";
        const string Deny = """{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*"}""";
        Assert.Equal("statement 2 denies it", Decide(Allow, Deny).Because);
        Assert.Equal("statement 1 denies it", Decide(Deny, Allow).Because);
    }

    [Fact]
    public void A_deny_that_may_hold_leaves_it_open()
    {
        const string Allow = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";
        const string Deny = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}""";
        var decision = PolicyDocument.Parse($$"""{"Statement":[{{Allow}},{{Deny}}]}""").Decide(Request() with { Context = RequestContext.Partial });
        Assert.Equal((Outcome.Unknown, "statement 2 may deny it: Bool aws:MultiFactorAuthPresent"), (decision.Outcome, decision.Because));
    }

    [Fact]
    public void Where_nothing_allows_a_deny_that_may_hold_does_not_matter()
    {
        const string Deny = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}""";
        Assert.Equal(Outcome.Denied, PolicyDocument.Parse($$"""{"Statement":[{{Deny}}]}""").Decide(Request() with { Context = RequestContext.Partial }).Outcome);
    }

    [Fact]
    public void At_a_gateway_endpoint_an_account_as_principal_is_its_root_user_alone()
    {
        const string Account = """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"*","Resource":"*"}""";
        var request = Request() with { ThroughGateway = true };
        Assert.Equal(Outcome.Denied, PolicyDocument.Parse($$"""{"Statement":[{{Account}}]}""").Decide(request).Outcome);
        Assert.Equal(Outcome.Allowed, PolicyDocument.Parse($$"""{"Statement":[{{Account}}]}""")
            .Decide(request with { Principal = PolicyPrincipal.Of("arn:aws:iam::111111111111:root") }).Outcome);
    }

    [Fact]
    public void A_session_acts_in_the_name_of_its_role() => Assert.Equal(
        Outcome.Allowed,
        PolicyDocument.Parse("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"*","Resource":"*"}]}""")
            .Decide(Request() with { Principal = PolicyPrincipal.Of("arn:aws:sts::111111111111:assumed-role/app/session") }).Outcome);

    private static Decision Decide(params string[] statements) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""").Decide(Request());

    private static PolicyRequest Request(string action = "s3:GetObject") => new()
    {
        Principal = PolicyPrincipal.Of("arn:aws:iam::111111111111:role/app"),
        Action = action,
        Resource = "arn:aws:s3:::b/k",
    };
}
