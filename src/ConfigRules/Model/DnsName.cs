namespace ConfigRules.Model;

/// <summary>Names of DNS, written the one way that makes equal names equal texts.</summary>
public static class DnsName
{
    /// <summary>
    /// In small letters, without the dot at the end, and with a wildcard's asterisk, which Route 53 gives as \052. The root is empty.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html</remarks>
    public static string Plain(string name) =>
        name.TrimEnd('.').Replace(@"\052", "*", StringComparison.Ordinal).ToLowerInvariant();
}
