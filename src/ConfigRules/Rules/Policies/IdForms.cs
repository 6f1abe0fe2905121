using ConfigRules.Engine;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>What conditions compare with ids that AWS gives out, and that no such id is: an account in place of an organization, a wildcard that is none.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths</remarks>
internal static class IdForms
{
    /// <summary>Every path leads from an organization over its root, and ends with a slash.</summary>
    private const string Path = "o-*/r-*/";

    /// <summary>The first value that is none, and what it should be; null where all can be such.</summary>
    public static (string Value, string Kind)? Misfit(Condition condition)
    {
        if (!condition.ComparesText)
            return null;
        (string Kind, Predicate<string> IsOne)? form = condition.Key.ToUpperInvariant() switch
        {
            "AWS:PRINCIPALORGID" or "AWS:RESOURCEORGID" or "AWS:SOURCEORGID" => ("organization's id", Forms.IsOrganizationId),
            // AWS's own resources have "aws" in their ARNs, and what nobody signs has "anonymous" for an account.
            "AWS:PRINCIPALACCOUNT" or "AWS:RESOURCEACCOUNT" or "AWS:SOURCEACCOUNT" =>
                ("account's id", text => Forms.IsAccountId(text) || text is "aws" or "anonymous"),
            "AWS:PRINCIPALORGPATHS" or "AWS:RESOURCEORGPATHS" or "AWS:SOURCEORGPATHS" =>
                ("path in an organization", text => condition.TakesWildcards ? Pattern.Common(text, Path) is not null : Pattern.Matches(Path, text, ignoreCase: false)),
            _ => null,
        };
        return form is (var kind, var isOne)
            && condition.Values.Where(value => !IsToldElsewhere(value)).FirstOrDefault(value => !isOne(condition.IgnoresCase ? value.ToLowerInvariant() : value)) is { } misfit
            ? (misfit, kind)
            : null;

        // Variables are not known, of templates and of wildcards in ids others tell.
        bool IsToldElsewhere(string value) => value is "" || value.Contains("${", StringComparison.Ordinal) || value.Contains('<', StringComparison.Ordinal)
            || (condition.TakesWildcards && GlobalKeys.IsOfIds(condition.Key) && value.AsSpan().ContainsAny('*', '?'));
    }
}
