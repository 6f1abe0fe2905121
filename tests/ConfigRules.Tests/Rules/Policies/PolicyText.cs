namespace ConfigRules.Tests.Rules.Policies;

/// <summary>Policies, written as engineers write them.</summary>
internal static class PolicyText
{
    public const string Default = """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}""";

    public const string OwnOrganization = """
        {"Version":"2012-10-17","Statement":[{"Sid":"OwnOrganization","Effect":"Allow","Principal":"*","Action":"*","Resource":"*",
          "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1111111111"}}}]}
        """;

    public const string OwnAccount = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*",
          "Condition":{"StringEquals":{"aws:PrincipalAccount":"111111111111"}}}]}
        """;

    public static string Of(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    /// <summary>A statement for everybody, everything and every resource, but for what is given.</summary>
    public static string Allow(string principal = "\"*\"", string action = "\"*\"", string resource = "\"*\"", string? condition = null, string effect = "Allow") =>
        $$"""{"Effect":"{{effect}}","Principal":{{principal}},"Action":{{action}},"Resource":{{resource}}{{(condition is null ? "" : $",\"Condition\":{condition}")}}}""";

    public static string Deny(string condition, string principal = "\"*\"", string action = "\"*\"", string resource = "\"*\"") =>
        Allow(principal, action, resource, condition, "Deny");
}
