using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Lambda;

/// <summary>How the function was deployed.</summary>
public sealed record Settings
{
    public const string SubjectVariable = "RULES_SUBJECT";
    public const string RoleVariable = "ASSUME_ROLE_NAME";
    public const string ExternalIdVariable = "ASSUME_ROLE_EXTERNAL_ID";
    public const string AccountsVariable = "ALLOWED_ACCOUNTS";

    /// <summary>What its rules are about, as logs and metrics name it; null where it serves all.</summary>
    public string? Subject { get; init; }

    /// <summary>The rules that it serves: those of the subject, or all.</summary>
    public ImmutableArray<Rule> Rules { get; init; } = RuleCatalog.All;

    /// <summary>The role, name or path/name, that it assumes in the rule's account; null for its own role.</summary>
    public string? RoleName { get; init; }

    /// <summary>What the role's trust policy may ask for besides the function's own role; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The accounts besides its own whose rules it serves.</summary>
    public ImmutableArray<string> AllowedAccounts { get; init; } = [];

    /// <summary>Where it runs; null where that does not matter.</summary>
    public string? Region { get; init; }

    /// <exception cref="InvalidSettingsException">A variable has a value that it does not take.</exception>
    public static Settings From(Func<string, string?> variable)
    {
        var subject = Of(SubjectVariable);
        var subjects = RuleCatalog.All.Select(RuleCatalog.SubjectOf).Distinct().ToArray();
        if (subject is not null && !subjects.Contains(subject))
        {
            throw new InvalidSettingsException(
                $"{SubjectVariable} is '{subject}'; it takes one of {string.Join(", ", subjects)}.");
        }

        ImmutableArray<string> accounts =
            [.. (Of(AccountsVariable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (accounts.FirstOrDefault(account => !Forms.IsAccountId(account)) is { } wrong)
            throw new InvalidSettingsException($"{AccountsVariable} has '{wrong}'; it takes account ids separated by commas.");

        return new()
        {
            Subject = subject,
            Rules = [.. RuleCatalog.All.Where(rule => subject is null || RuleCatalog.SubjectOf(rule) == subject)],
            RoleName = Of(RoleVariable)?.Trim('/'),
            ExternalId = Of(ExternalIdVariable),
            AllowedAccounts = accounts,
            Region = Of("AWS_REGION"),
        };

        string? Of(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
    }
}

/// <summary>The function's environment is wrong; the message is one sentence.</summary>
public sealed class InvalidSettingsException(string message) : Exception(message);
