using System.Collections.Frozen;
using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Reports;

/// <summary>
/// Rules of the catalogue by the names that their AWS Config rules have where they are deployed. A name is taken apart by its whole
/// form: a rule of somebody else's that merely contains an id is not taken for ours.
/// </summary>
/// <remarks>
/// An organization's rule is OrgConfigRule-NAME-8 characters in a member account, one of a conformance pack
/// NAME-conformance-pack-9 characters:
/// https://docs.aws.amazon.com/audit-manager/latest/userguide/control-data-sources-config.html
/// </remarks>
/// <param name="prefix">What the stack put before the names (RulePrefix in template.yaml).</param>
public sealed class ConfigRuleNames(string prefix = "")
{
    private const string Organization = "OrgConfigRule-";
    private const string Pack = "-conformance-pack-";
    private const int OrganizationSuffix = 8;
    private const int PackSuffix = 9;

    private readonly FrozenDictionary<string, Rule> _rules =
        RuleCatalog.All.ToFrozenDictionary(rule => prefix + rule.Info.Id, StringComparer.Ordinal);

    /// <summary>Null for a rule that is none of ours.</summary>
    public Rule? Find(string configRuleName) =>
        _rules.GetValueOrDefault(configRuleName)
        ?? (OfOrganization(configRuleName) is { } organization ? _rules.GetValueOrDefault(organization) : null)
        ?? (OfPack(configRuleName) is { } pack ? _rules.GetValueOrDefault(pack) : null);

    private static string? OfOrganization(string name)
    {
        var end = name.Length - OrganizationSuffix - 1;
        return name.StartsWith(Organization, StringComparison.Ordinal) && end > Organization.Length && name[end] is '-' && IsSuffix(name.AsSpan(end + 1))
            ? name[Organization.Length..end]
            : null;
    }

    private static string? OfPack(string name)
    {
        var end = name.Length - PackSuffix - Pack.Length;
        return end > 0 && name.AsSpan(end, Pack.Length).SequenceEqual(Pack) && IsSuffix(name.AsSpan(end + Pack.Length))
            ? name[..end]
            : null;
    }

    private static bool IsSuffix(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
                return false;
        }
        return true;
    }
}
