using ConfigRules.Model;
using ConfigRules.Policies;

namespace ConfigRules.Paths;

/// <summary>Names that a policy mentions, and names that it cannot: what it says of these it says of everybody and everything else.</summary>
internal static class PolicyNames
{
    public const string NoAccount = "000000000000";
    public const string NoOrganization = "o-0000000000";

    /// <summary>It has a character that names do not have, so that no pattern matches it but by its wildcards.</summary>
    public const string Anything = "~any~";

    public static string RoleIn(string account, Network network) => $"arn:{network.Partition}:iam::{account}:role/{Anything}";

    /// <summary>A role that nobody names, and the users and roles that the document names, as far as they can be of the account.</summary>
    public static IEnumerable<string> ArnsIn(string account, PolicyDocument document, Network network)
    {
        string[] asked = [.. ValuesOf(document, key => key is "AWS:PRINCIPALARN")];
        var asksForType = ValuesOf(document, key => key is "AWS:PRINCIPALTYPE").Any();
        return
        [
            RoleIn(account, network),
            // Conditions may leave out all roles; no other element of a statement can.
            .. asked is [] && !asksForType ? (string[])[] : [$"arn:{network.Partition}:iam::{account}:user/{Anything}"],
            .. asksForType ? [$"arn:{network.Partition}:sts::{account}:federated-user/{Anything}"] : (string[])[],
            .. document.Statements.SelectMany(statement => statement.Principals.Aws)
                .Where(name => PolicyPrincipal.AccountOf(name) == account && !IsRoot(name)),
            // A session of a role has the role's own ARN there.
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
            .. asked
                .Select(value => IsPattern(value)
                    ? Common(value, $"arn:{network.Partition}:iam::{account}:*") ?? Common(value, $"arn:{network.Partition}:sts::{account}:federated-user/*")
                    : PolicyPrincipal.AccountOf(value) == account ? value : null)
                .OfType<string>().Where(arn => !IsRoot(arn)),
        ];
    }

    /// <summary>What conditions on the keys, given in upper case, compare with; a wildcard stands for each variable.</summary>
    public static IEnumerable<string> ValuesOf(PolicyDocument document, Predicate<string> isSuchAKey) =>
    (
        from statement in document.Statements
        from condition in statement.Conditions
        let key = condition.Key.ToUpperInvariant()
        where isSuchAKey(key)
        group condition.Values.Select(PolicyVariables.AsWildcards) by key into values
        from value in WithShared([.. values.Select(list => list.ToArray())])
        select value
    ).Distinct();

    /// <summary>What NotAction or NotResource elements of Deny statements take out of what these deny.</summary>
    public static IEnumerable<string> Spared(PolicyDocument document, Func<Statement, PatternSet> element) => WithShared(
    [
        .. from statement in document.Statements
           where statement.Effect is Effect.Deny && element(statement).IsNegated
           select element(statement).Patterns.ToArray(),
    ]);

    /// <summary>A text that the pattern stands for and that nothing else names.</summary>
    public static string Instance(string pattern) =>
        Pattern.Unescape(pattern.Replace("*", Anything, StringComparison.Ordinal).Replace('?', '0'));

    /// <summary>A text that both patterns stand for, and that nothing else names if that can be; null if there is no such text.</summary>
    public static string? Common(string pattern, string other) => Pattern.Common(pattern, other) is { } common ? Instance(common) : null;

    /// <summary>The patterns of the lists, and those for what two patterns of different lists stand for both.</summary>
    private static IEnumerable<string> WithShared(string[][] lists)
    {
        var shared =
            from index in Enumerable.Range(0, lists.Length)
            from one in lists[..index]
            from pattern in one.Where(IsPattern)
            from other in lists[index].Where(IsPattern)
            select Pattern.Common(pattern, other);
        return lists.SelectMany(list => list).Concat(shared.OfType<string>());
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static bool IsRoot(string arn) => arn.EndsWith(":root", StringComparison.Ordinal);
}
