using ConfigRules.Engine;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>Accounts and organizations that nobody trusts: those that nobody names, and those that a policy names.</summary>
internal sealed class ForeignNames(PolicyDocument document, Trust trust)
{
    /// <summary>One that nobody names, and those that are named and that nobody trusts.</summary>
    public IEnumerable<NamedAccount> Accounts(IEnumerable<string> names)
    {
        yield return new(NoAccount, null);
        foreach (var account in names.Select(AccountIn).Distinct())
        {
            if (Forms.IsAccountId(account) && !trust.Has(account))
                yield return new(account, $"account {account}, which is not trusted");
            else if (account is not "*" && account.AsSpan().ContainsAny('*', '?') && account.All(IsDigitOrWildcard))
                yield return new(AccountLike(account), $"accounts like {account}, which are not trusted");
        }
    }

    /// <summary>
    /// One that nobody names, none at all, and those that the document names; each with the paths that the document names, as
    /// far as they can be in it, and without what is trusted.
    /// </summary>
    public IEnumerable<NamedOrganization> Organizations(Predicate<string> isSuchAKey)
    {
        yield return new(null);
        foreach (var organization in NamedOrganizations(isSuchAKey).Prepend(new(NoOrganization)).DistinctBy(organization => organization.Id))
        {
            var paths = ValuesOf(document, key => isSuchAKey(key) && IsPath(key)).Select(path => Common(path, $"{organization.Id}/*")).OfType<string>();
            foreach (var path in paths.Prepend($"{organization.Id}/r-0000/").Distinct().Where(path => !trust.HasOrganization(organization.Id!, path)))
                yield return organization with { Path = path };
        }
    }

    private IEnumerable<NamedOrganization> NamedOrganizations(Predicate<string> isSuchAKey)
    {
        // Ids are in lower case, and an operator that ignores case finds them by other spellings too.
        foreach (var id in ValuesOf(document, isSuchAKey).Select(value => value.Split('/')[0].ToLowerInvariant()).Distinct())
        {
            if (id is not "*" && id.AsSpan().ContainsAny('*', '?') && Common(id, "o-*") is { } alike)
                yield return new(alike, Name: $"organizations like {id}, which are not trusted");
            else if (Forms.IsOrganizationId(id))
                yield return new(id, Name: $"organization {id}, which is not trusted", Doubt: trust.KnowsNoOrganization ? $"organization {id}; trustedOrgIds does not say whether that is one's own" : null);
        }
    }

    private static bool IsPath(string key) => key.EndsWith("ORGPATHS", StringComparison.Ordinal);

    private static bool IsDigitOrWildcard(char character) => char.IsAsciiDigit(character) || character is '*' or '?';

    /// <summary>The account's part of an ARN, which a wildcard may end early, or else the text itself.</summary>
    private static string AccountIn(string name) => name.Split(':', 6) switch
    {
        ["arn", _, _, _, var account, _] => account,
        ["arn", _, _, _, var account] when account.EndsWith('*') => account,
        _ => name,
    };

    /// <summary>An account that the pattern stands for and that nobody trusts, if there is one.</summary>
    private string AccountLike(string pattern)
    {
        var open = 12 - pattern.Count(character => character is not '*');
        var candidates = Enumerable.Range(0, 10).Select(digit => (char)('0' + digit)).Select(digit =>
        {
            var star = pattern.IndexOf('*', StringComparison.Ordinal);
            var filled = star < 0 ? pattern : pattern.Insert(star, new string(digit, Math.Max(0, open)));
            return filled.Replace("*", "", StringComparison.Ordinal).Replace('?', digit);
        });
        return candidates.FirstOrDefault(account => !trust.Has(account)) ?? NoAccount;
    }
}

/// <param name="Id">The account.</param>
/// <param name="Name">As a reason calls it; null for an account that nobody names.</param>
internal sealed record NamedAccount(string Id, string? Name);

internal sealed record NamedOrganization(string? Id, string? Path = null, string? Name = null, string? Doubt = null);
