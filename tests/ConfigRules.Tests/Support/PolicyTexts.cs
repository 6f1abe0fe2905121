using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Support;

/// <summary>Writes endpoint policies as short as a scenario can bear.</summary>
internal static class PolicyTexts
{
    /// <summary>A document of the statements, each a JSON object.</summary>
    public static string Document(params string[] statements) =>
        $$"""{"Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}]}""";

    /// <summary>A statement; principal, action and resource are JSON, the condition the inside of its object.</summary>
    public static string Allow(
        string principal = "\"*\"", string action = "\"*\"", string resource = "\"*\"", string? condition = null, string effect = "Allow") =>
        $$"""{"Effect": "{{effect}}", "Principal": {{principal}}, "Action": {{action}}, "Resource": {{resource}}{{(condition is null ? "" : $", \"Condition\": {{{condition}}}")}}}""";

    public static string Deny(
        string principal = "\"*\"", string action = "\"*\"", string resource = "\"*\"", string? condition = null) =>
        Allow(principal, action, resource, condition, "Deny");

    /// <summary>A gateway endpoint to S3 with a policy of these statements.</summary>
    public static NetworkBuilder S3(this NetworkBuilder net, params string[] statements) =>
        net.Gateway("s3", endpoint => endpoint with { PolicyDocument = Document(statements) });

    /// <summary>An interface endpoint whose service takes policies, with a policy of these statements.</summary>
    public static NetworkBuilder Guarded(this NetworkBuilder net, string service, params string[] statements) =>
        net.Offers(service).Endpoint(service, endpoint => endpoint with { PolicyDocument = Document(statements) });

    public static VpcEndpoint With(this VpcEndpoint endpoint, string? policy) => endpoint with { PolicyDocument = policy };
}
