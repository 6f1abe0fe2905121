using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Reads what a mobile SDK that invoked the function said of itself.</summary>
internal static class MobileClient
{
    public static IClientContext? ReadContext(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var client = Member(root, "client");
        return new ClientContext
        {
            Environment = Pairs(root, "env"),
            Custom = Pairs(root, "custom"),
            Client = new ClientApplication
            {
                AppPackageName = Text(client, "app_package_name"),
                AppTitle = Text(client, "app_title"),
                AppVersionCode = Text(client, "app_version_code"),
                AppVersionName = Text(client, "app_version_name"),
                InstallationId = Text(client, "installation_id"),
            },
        };
    }

    public static ICognitoIdentity? ReadIdentity(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new CognitoIdentity
        {
            IdentityId = Text(root, "cognitoIdentityId"),
            IdentityPoolId = Text(root, "cognitoIdentityPoolId"),
        };
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) => Text(Member(parent, name));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static Dictionary<string, string?> Pairs(JsonElement parent, string name)
    {
        var pairs = Member(parent, name);
        return pairs.ValueKind is JsonValueKind.Object
            ? pairs.EnumerateObject().ToDictionary(pair => pair.Name, pair => Text(pair.Value))
            : [];
    }

    private sealed class ClientContext : IClientContext
    {
        public IDictionary<string, string?>? Environment { get; init; }

        public IClientApplication? Client { get; init; }

        public IDictionary<string, string?>? Custom { get; init; }
    }

    private sealed class ClientApplication : IClientApplication
    {
        public string? AppPackageName { get; init; }

        public string? AppTitle { get; init; }

        public string? AppVersionCode { get; init; }

        public string? AppVersionName { get; init; }

        public string? InstallationId { get; init; }
    }

    private sealed class CognitoIdentity : ICognitoIdentity
    {
        public string? IdentityId { get; init; }

        public string? IdentityPoolId { get; init; }
    }
}
