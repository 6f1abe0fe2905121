using ConfigRules.Aws;
using ConfigRules.Model;

namespace ConfigRules.Lambda;

/// <summary>Whose rule an event is about, and in whose name the function then reads and reports.</summary>
internal static class RuleOwner
{
    /// <exception cref="InvalidEventException">The event does not say, or contradicts itself or the function's place.</exception>
    /// <exception cref="AccountRefusedException">The account is none that the function serves.</exception>
    public static AccountKey Find(ConfigEvent configEvent, Invocation invocation, Settings settings)
    {
        var rule = Arn.Find(configEvent.ConfigRuleArn);
        var function = Arn.Find(invocation.FunctionArn);

        var account = configEvent.AccountId ?? rule?.AccountId ?? configEvent.Trigger.About?.AccountId ?? function?.AccountId
            ?? throw new InvalidEventException("The event does not name the account that owns the rule.");
        var region = rule?.Region ?? function?.Region ?? settings.Region
            ?? throw new InvalidEventException("The event does not name the region of the rule.");

        // Both end up in names of roles and hosts.
        if (!account.All(char.IsAsciiDigit))
            throw new InvalidEventException("The event's accountId is not a number.");
        if (!region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-'))
            throw new InvalidEventException("The event's configRuleArn has a region that is no name of one.");

        if (rule is { } owned && owned.AccountId != account)
            throw new InvalidEventException($"The event is of account {account}, but its rule is of account {owned.AccountId}.");
        if ((settings.Region ?? function?.Region) is { } here && here != region)
            throw new InvalidEventException($"The rule is one of {region}, but the function runs in {here}; both must be the same.");

        // Whoever may call the function could otherwise have it act in any account that trusts its role.
        if (function is { } own && own.AccountId != account)
        {
            if (!settings.AllowedAccounts.Contains(account))
                throw new AccountRefusedException($"Account {account} is not among those in {Settings.AccountsVariable}.");
            if (settings.RoleName is null)
                throw new AccountRefusedException($"{Settings.RoleVariable} names no role to assume in account {account}.");
        }

        return new(rule?.Partition ?? function?.Partition ?? new Network(new() { Region = region }).Partition,
            account, region, settings.RoleName);
    }
}

/// <summary>The function does not act in the event's account; the message is one sentence.</summary>
public sealed class AccountRefusedException(string message) : Exception(message);
