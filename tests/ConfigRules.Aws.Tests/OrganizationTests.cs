using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Reports;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What the organization tells of its accounts, and whom it tells nothing.</summary>
public sealed class OrganizationTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly OrganizationDouble _double = new();

    public void Dispose() => _double.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accounts_have_names_units_and_states(bool hasEmptyPages)
    {
        _double.HasEmptyPages = hasEmptyPages;
        _double.Add("000011112222", "Management");
        _double.Add("111122223333", "Shop", "Workloads/Production");
        _double.Add("444455556666", "Shop test", "Workloads", "PENDING_CLOSURE");
        _double.Add("777788889999", "Old shop", "Workloads/Production", "SUSPENDED");
        _double.Add("888899990000", "Older shop", "Attic", "CLOSED");

        Assert.Equal(
            [
                new("000011112222", "Management"),
                new("111122223333", "Shop", "Workloads/Production"),
                new("444455556666", "Shop test", "Workloads"),
                new("777788889999", "Old shop", "Workloads/Production", IsSuspended: true),
                new("888899990000", "Older shop", "Attic", IsSuspended: true),
            ],
            (await ReadAsync()).OrderBy(account => account.Id, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("o-exampleorg", null, true)]
    [InlineData(null, null, true)]
    [InlineData("o-exampleorg", "AccessDeniedException", false)]
    [InlineData("o-exampleorg", "ServiceException", false)]
    public async Task A_network_knows_its_organization_as_far_as_it_is_told(string? id, string? refusal, bool isKnown)
    {
        (_double.OrganizationId, _double.Refusal) = (id, refusal);
        var reading = await Doubles.Accounts(Doubles.Nowhere, organizations: _double.Url).Find(Doubles.Key)
            .ReadNetworkAsync([FactKind.Organization], Scope.Region, Cancellation);
        Assert.Null(reading.Unread);
        Assert.Equal(isKnown, reading.Network.Has(FactKind.Organization));
        Assert.Equal(isKnown ? id : null, reading.Network.OrganizationId);
        Assert.Equal(["DescribeOrganization"], _double.Calls);
    }

    [Fact]
    public async Task Ten_thousand_accounts_take_five_hundred_calls()
    {
        for (var account = 0; account < 10_000; account++)
            _double.Add(account.ToString("D12", CultureInfo.InvariantCulture), "Shop", "Workloads");
        Assert.Equal(10_000, (await ReadAsync()).Select(account => account.Id).Distinct().Count());
        // And one each for the root, its accounts, its units, and the units of its unit.
        Assert.Equal(504, _double.Calls.Count);
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        _double.Add("111122223333", "Shop");
        _double.Throttle(2);
        Assert.Single(await ReadAsync());
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("AWSOrganizationsNotInUseException")]
    public async Task Whom_it_does_not_tell_is_told_why(string code)
    {
        _double.Refusal = code;
        var refusal = await Assert.ThrowsAsync<OrganizationRefusedException>(ReadAsync);
        Assert.Equal(
            $"Names, units and suspended accounts are unknown, for AWS Organizations tells them to its management account and delegated administrators only ({code}).",
            refusal.Message);
        Assert.Single(_double.Calls);
    }

    private Task<IReadOnlyList<ReportAccount>> ReadAsync() =>
        Doubles.Accounts(Doubles.Nowhere, organizations: _double.Url).FindOrganization(Doubles.Region).ReadAccountsAsync(Cancellation);
}
