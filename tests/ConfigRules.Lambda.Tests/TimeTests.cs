using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>An event says the same wherever the machine stands.</summary>
[CollectionDefinition(nameof(Elsewhere), DisableParallelization = true)]
[Collection(nameof(Elsewhere))]
public sealed class TimeTests : IDisposable
{
    private readonly Elsewhere _elsewhere = new();

    public TimeTests() => Assert.SkipUnless(Elsewhere.IsElsewhere, "The machine knows no time zones.");

    public void Dispose() => _elsewhere.Dispose();

    [Theory]
    [InlineData("\"2026-03-02T08:00:00.123Z\"", 123)]
    [InlineData("\"2026-03-02T08:00:00.123\"", 123)]
    [InlineData("\"2026-03-02T03:00:00.123-05:00\"", 123)]
    [InlineData("\"2026-03-02T08:00:00.1Z\"", 100)]
    [InlineData("\"2026-03-02T08:00:00Z\"", 0)]
    [InlineData("1772438400.123", 123)]
    [InlineData("1.772438400123E9", 123)]
    [InlineData("\"1772438400.123\"", 123)]
    [InlineData("1772438400", 0)]
    public async Task A_schedule_is_stamped_with_the_time_of_its_notification(string time, int milliseconds)
    {
        var json = JsonNode.Parse(Repository.Event("scheduled"))!;
        json["invokingEvent"] = $$"""{"messageType":"ScheduledNotification","notificationCreationTime":{{time}}}""";
        var account = new NetworkAccount(SampleRules.Network);
        var log = new StringWriter();

        await Handlers.Over(account, log).HandleAsync(
            Encoding.UTF8.GetBytes(json.ToJsonString()), new("r"), TestContext.Current.CancellationToken);

        Assert.All(account.Reports, report =>
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_772_438_400_000 + milliseconds), report.OrderingTimestamp));
        // Numbers with commas would be no JSON.
        Assert.All(log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonNode.Parse(line));
    }

    [Fact]
    public async Task A_change_is_stamped_with_the_time_of_its_item_and_logged_with_it()
    {
        var account = new NetworkAccount(SampleRules.Network);
        var log = new StringWriter();

        await Handlers.Over(account, log).HandleAsync(Repository.Event("change-vpc"), new("r"), TestContext.Current.CancellationToken);

        Assert.All(account.Reports, report =>
            Assert.Equal(new DateTimeOffset(2026, 2, 13, 6, 16, 39, 904, TimeSpan.Zero), report.OrderingTimestamp));
        Assert.Contains("\"capturedAt\":\"2026-02-13T06:16:39.904Z\"", log.ToString(), StringComparison.Ordinal);
    }
}
