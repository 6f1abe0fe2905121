using System.Text.Json.Nodes;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>Times keep their milliseconds on the way to AWS and from there, wherever the machine stands.</summary>
[CollectionDefinition(nameof(Elsewhere), DisableParallelization = true)]
[Collection(nameof(Elsewhere))]
public sealed class TimeTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly Elsewhere _elsewhere = new();
    private readonly ConfigDouble _config = new();
    private readonly Ec2Double _ec2 = new();

    public TimeTests() => Assert.SkipUnless(Elsewhere.IsElsewhere, "The machine knows no time zones.");

    public void Dispose()
    {
        _elsewhere.Dispose();
        _config.Dispose();
        _ec2.Dispose();
    }

    [Theory]
    [InlineData("2026-03-02T08:00:00.123Z", "1772438400.123")]
    [InlineData("2026-03-02T03:00:00.123-05:00", "1772438400.123")]
    [InlineData("2026-03-02T08:00:00.001Z", "1772438400.001")]
    [InlineData("2026-03-02T08:00:00.900Z", "1772438400.9")]
    [InlineData("2026-03-02T08:00:00Z", "1772438400")]
    // In New York this hour happens twice, and one hour never.
    [InlineData("2026-11-01T05:30:00.5Z", "1793511000.5")]
    [InlineData("2026-03-08T07:30:00.5Z", "1772955000.5")]
    public async Task An_evaluation_is_stamped_to_the_millisecond(string time, string stamp)
    {
        var account = Doubles.Accounts(_ec2.Url, _config.Url).Find(Doubles.Key);
        await new Reporter(account, TimeProvider.System).ReportAsync(
            "rule", [new(ResourceType.Vpc, "vpc-1", Verdict.Compliant())],
            DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), "token", isComplete: false, Cancellation);
        Assert.Equal(stamp, Assert.Single(_config.Puts).OrderingTimestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1772438400.123", true)]
    [InlineData("1.772438400123E9", true)]
    [InlineData("\"2026-03-02T08:00:00.123Z\"", true)]
    [InlineData("\"2026-03-02T03:00:00.123-05:00\"", true)]
    [InlineData("1772438400.124", false)]
    [InlineData("\"2026-03-02T08:00:00.124Z\"", false)]
    public async Task An_item_is_found_by_its_time_to_the_millisecond(string capturedAt, bool isFound)
    {
        _config.History[(ResourceType.Subnet, "subnet-1")] =
            [JsonNode.Parse($$"""{"configurationItemCaptureTime":{{capturedAt}},"configuration":"{}"}""")!.AsObject()];
        var found = await Doubles.Accounts(_ec2.Url, _config.Url).Find(Doubles.Key).FindConfigurationAsync(
            ResourceType.Subnet, "subnet-1", DateTimeOffset.FromUnixTimeMilliseconds(1_772_438_400_123), Cancellation);
        Assert.Equal(isFound, found is not null);
    }

    [Fact]
    public async Task What_EC2_says_of_time_is_of_UTC()
    {
        _ec2.On("DescribeVpcEndpoints", "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-1</vpcId><creationTimestamp>2026-03-02T08:00:00.123Z</creationTimestamp></item></vpcEndpointSet>");
        var reading = await Doubles.Accounts(_ec2.Url).Find(Doubles.Key).ReadNetworkAsync([FactKind.VpcEndpoints], Scope.Region, Cancellation);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_772_438_400_123), Assert.Single(reading.Whole.All<VpcEndpoint>()).CreatedAt);
    }
}
