namespace ConfigRules.Policies;

/// <summary>Matching as in policies, for tables of resources.</summary>
public static class Wildcards
{
    /// <summary>Whether the text is one that the pattern (* and ?) stands for; case counts.</summary>
    public static bool Match(string pattern, string text) => Pattern.Matches(pattern, text, ignoreCase: false);
}
