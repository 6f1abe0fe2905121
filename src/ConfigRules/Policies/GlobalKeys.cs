using System.Collections.Frozen;

namespace ConfigRules.Policies;

/// <summary>The condition keys that AWS has for requests to all services.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html</remarks>
internal static class GlobalKeys
{
    /// <summary>Without their prefix; those that take a name of the user's after a slash end with one.</summary>
    private static readonly FrozenSet<string> Names = new[]
    {
        "AssumedRoot", "CalledVia", "CalledViaAWSMCP", "CalledViaFirst", "CalledViaLast", "ChatbotSourceArn", "CurrentTime",
        "Ec2InstanceSourcePrivateIPv4", "Ec2InstanceSourceVpc", "EpochTime", "FederatedProvider", "IsMcpServiceAction",
        "MultiFactorAuthAge", "MultiFactorAuthPresent", "PrincipalAccount", "PrincipalArn", "PrincipalIsAWSService", "PrincipalOrgID",
        "PrincipalOrgPaths", "PrincipalServiceName", "PrincipalServiceNamesList", "PrincipalTag/", "PrincipalType", "referer",
        "RequestedRegion", "RequestTag/", "ResourceAccount", "ResourceOrgID", "ResourceOrgPaths", "ResourceTag/", "SecureTransport",
        "SignInSessionArn", "SourceAccount", "SourceArn", "SourceIdentity", "SourceIp", "SourceOrgID", "SourceOrgPaths", "SourceVpc",
        "SourceVpcArn", "SourceVpce", "TagKeys", "TokenIssueTime", "UserAgent", "userid", "username", "ViaAWSMCPService", "ViaAWSService",
        "VpceAccount", "VpceOrgID", "VpceOrgPaths", "VpcSourceIp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those whose values AWS gives out, and not the user.</summary>
    private static readonly FrozenSet<string> OfIds = new[]
    {
        "PrincipalAccount", "PrincipalOrgID", "ResourceAccount", "ResourceOrgID", "SourceAccount", "SourceOrgID", "SourceVpc", "SourceVpce",
        "VpceAccount", "VpceOrgID",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key that is meant where the text is none and is nearly one; null where it is one, or may be one of a later day.</summary>
    public static string? Meant(string key) => key.Split(':', 2) switch
    {
        [var prefix, var name] when IsGlobal(prefix) =>
            WithoutOwnName(name) is var known && Names.Contains(known) ? null : Names.Order(StringComparer.Ordinal).Where(other => IsNearly(known, other)).Select(other => $"aws:{other}").FirstOrDefault(),
        [var name] when Names.Contains(WithoutOwnName(name)) => $"aws:{name}",
        _ => null,
    };

    /// <summary>Whether its values are ids that AWS gives out: "aws:PrincipalAccount".</summary>
    public static bool IsOfIds(string key) => key.Split(':', 2) is [var prefix, var name] && IsGlobal(prefix) && OfIds.Contains(name);

    private static bool IsGlobal(string prefix) => prefix.Equals("aws", StringComparison.OrdinalIgnoreCase);

    private static string WithoutOwnName(string name) => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..(slash + 1)] : name;

    /// <summary>Whether two slips at most part them.</summary>
    private static bool IsNearly(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 2)
            return false;
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        foreach (var character in one)
        {
            var (left, diagonal) = (above[0] + 1, above[0]);
            for (var place = 1; place <= other.Length; place++)
            {
                var slips = Math.Min(diagonal + (char.ToUpperInvariant(character) == char.ToUpperInvariant(other[place - 1]) ? 0 : 1), Math.Min(left, above[place]) + 1);
                (diagonal, above[place - 1], left) = (above[place], left, slips);
            }
            above[other.Length] = left;
        }
        return above[other.Length] <= 2;
    }
}
