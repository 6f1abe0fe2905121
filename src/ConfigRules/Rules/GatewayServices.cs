using ConfigRules.Engine;
using ConfigRules.Paths;

namespace ConfigRules.Rules;

/// <summary>The parameter of rules about the services that come with gateway endpoints.</summary>
internal static class GatewayServices
{
    public static ListParameter Parameter(string meaning) =>
        new("services", meaning, Intent.ComesWithGateways, "s3, dynamodb, s3express, separated by commas", "s3,dynamodb");
}
