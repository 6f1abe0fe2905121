using System.Runtime.CompilerServices;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using ConfigRules.Reports;

namespace ConfigRules.Aws;

/// <summary>The organization of the process's own account, as its management account or a delegated administrator may see it.</summary>
/// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html</remarks>
public sealed class Organization : ICallCounter
{
    private const int LargestPage = 20;

    private readonly IAmazonOrganizations _organizations;
    private readonly CallCounter.Counts _counts;

    internal Organization(IAmazonOrganizations organizations, CallCounter.Counts counts)
    {
        _organizations = organizations;
        _counts = counts;
    }

    public int Calls => _counts.Calls;

    public int Throttles => _counts.Throttles;

    /// <summary>
    /// Its accounts with their names and units, and which of them are suspended: unit by unit from the root, twenty accounts a call,
    /// where asking for the parents of each account would be a call an account.
    /// </summary>
    /// <exception cref="OrganizationRefusedException">This account may not ask, or is in no organization.</exception>
    /// <exception cref="AwsCallException">The organization could not be read to the end.</exception>
    public async Task<IReadOnlyList<ReportAccount>> ReadAccountsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var accounts = new List<ReportAccount>();
            var parents = new Queue<(string Id, string Unit)>((await RootsAsync(cancellationToken)).Select(root => (root.Id, "")));
            while (parents.TryDequeue(out var parent))
            {
                await foreach (var account in AccountsAsync(parent.Id, cancellationToken))
                    accounts.Add(new(account.Id, account.Name ?? "", parent.Unit, IsSuspended(account)));
                await foreach (var unit in UnitsAsync(parent.Id, cancellationToken))
                    parents.Enqueue((unit.Id, parent.Unit is "" ? unit.Name : $"{parent.Unit}/{unit.Name}"));
            }
            return accounts;
        }
        catch (AwsCallException refusal) when (refusal.Fault is AwsFault.Denied or AwsFault.Refused)
        {
            throw new OrganizationRefusedException(
                $"Names, units and suspended accounts are unknown, for AWS Organizations tells them to its management account and delegated administrators only ({refusal.Code ?? refusal.Fault.ToString()}).");
        }
    }

    /// <summary>Status was announced to end in September 2026 in favour of State, which has CLOSED too.</summary>
    /// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html</remarks>
    private static bool IsSuspended(Account account) =>
        (account.State?.Value ?? account.Status?.Value) is "SUSPENDED" or "CLOSED";

    private async Task<List<Root>> RootsAsync(CancellationToken cancellationToken)
    {
        var roots = new List<Root>();
        string? token = null;
        do
        {
            var page = await _organizations.ListRootsAsync(new() { NextToken = token }, cancellationToken);
            roots.AddRange(page.Roots.OrEmpty());
            token = page.NextToken;
        }
        while (token is { Length: > 0 });
        return roots;
    }

    private async IAsyncEnumerable<Account> AccountsAsync(string parent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            // A page may be empty though another follows.
            var page = await _organizations.ListAccountsForParentAsync(
                new() { ParentId = parent, MaxResults = LargestPage, NextToken = token }, cancellationToken);
            foreach (var account in page.Accounts.OrEmpty())
                yield return account;
            token = page.NextToken;
        }
        while (token is { Length: > 0 });
    }

    private async IAsyncEnumerable<OrganizationalUnit> UnitsAsync(string parent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var page = await _organizations.ListOrganizationalUnitsForParentAsync(
                new() { ParentId = parent, MaxResults = LargestPage, NextToken = token }, cancellationToken);
            foreach (var unit in page.OrganizationalUnits.OrEmpty())
                yield return unit;
            token = page.NextToken;
        }
        while (token is { Length: > 0 });
    }
}

/// <summary>AWS Organizations does not tell this account; the message is one sentence.</summary>
public sealed class OrganizationRefusedException(string message) : Exception(message);
