using ConfigRules.Reports;

namespace ConfigRules.Aws;

/// <summary>What a report on an organization is made of: its aggregator's verdicts with reasons, and what its accounts are called.</summary>
public sealed class OrganizationReader(Aggregators aggregators, Organization organization) : ICallCounter
{
    public int Calls => aggregators.Calls + organization.Calls;

    public int Throttles => aggregators.Throttles + organization.Throttles;

    /// <param name="aggregator">Its name.</param>
    /// <param name="names">By which rules are known.</param>
    /// <param name="known">What is known of accounts; null to ask AWS Organizations.</param>
    /// <param name="reasonCalls">The most calls that reasons are asked for with.</param>
    /// <param name="read">Told the number of resources so far, after each.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="NoSuchAggregatorException">There is none of the name.</exception>
    /// <exception cref="AwsCallException">The aggregator or the organization could not be read to the end.</exception>
    public async Task<OrganizationReading> ReadAsync(
        string aggregator,
        ConfigRuleNames names,
        IReadOnlyList<ReportAccount>? known,
        int reasonCalls = Aggregators.UsualReasonCalls,
        Action<int>? read = null,
        CancellationToken cancellationToken = default)
    {
        var notes = new List<string>();
        var accounts = known ?? await AskAsync(notes, cancellationToken);
        var rows = await aggregators.ReadAsync(aggregator, names, read, cancellationToken);
        // Nobody is to repair what was found in those, so nobody asks why.
        var suspended = accounts.Where(account => account.IsSuspended).Select(account => account.Id).ToHashSet();
        var (told, note) = await aggregators.ReadReasonsAsync(
            aggregator, [.. rows.Where(row => !suspended.Contains(row.AccountId))], reasonCalls, cancellationToken);
        if (note is not null)
            notes.Add(note);
        return new(told, accounts, notes);
    }

    private async Task<IReadOnlyList<ReportAccount>> AskAsync(List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return await organization.ReadAccountsAsync(cancellationToken);
        }
        catch (OrganizationRefusedException refusal)
        {
            notes.Add(refusal.Message);
            return [];
        }
    }
}

/// <param name="Rows">The verdicts of all accounts but suspended ones.</param>
/// <param name="Accounts">What is known of accounts.</param>
/// <param name="Notes">What is missing and why, a sentence each.</param>
public sealed record OrganizationReading(IReadOnlyList<ReportRow> Rows, IReadOnlyList<ReportAccount> Accounts, IReadOnlyList<string> Notes);
