using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using ConfigRules.Aws;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>The report that is made on a schedule: what goes into the bucket, what is told, and what happens where something refuses.</summary>
public sealed class ReportHandlerTests : IDisposable
{
    private const string Row = """
        {"accountId":"444455556666","awsRegion":"us-east-1","configuration":{"targetResourceType":"AWS::EC2::VPC","targetResourceId":"vpc-1",
        "configRuleList":[{"configRuleName":"OrgConfigRule-vpc-dns-supports-private-endpoints-dbgzf8ba","complianceType":"NON_COMPLIANT"}]}}
        """;

    private static readonly DateTimeOffset At = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    private readonly ConfigDouble _config = new();
    private readonly BucketDouble _bucket = new();
    private readonly StringWriter _log = new();

    public ReportHandlerTests() => _config.Aggregators["organization"] = [Row];

    public void Dispose()
    {
        _config.Dispose();
        _bucket.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Writes_page_and_JSON_under_their_date_and_as_the_latest()
    {
        var report = await HandleAsync();

        Assert.Equal((1, 0, 1), (report.Total.Resources, report.Total.Private, report.Total.Critical));
        Assert.Equal(
            [
                ("/reports/2026/11/24T060000Z.json", "application/json"), ("/reports/2026/11/24T060000Z.html", "text/html; charset=utf-8"),
                ("/reports/latest.json", "application/json"), ("/reports/latest.html", "text/html; charset=utf-8"),
            ],
            _bucket.Puts.Select(put => (put.Path, put.Header("content-type"))));
        Assert.All(_bucket.Puts, put => Assert.Contains("/eu-west-1/s3/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-expected-bucket-owner", put.Header("authorization"), StringComparison.Ordinal));
        Assert.All(_bucket.Puts, put => Assert.Equal("111122223333", put.Header("x-amz-expected-bucket-owner")));
        var bodies = _bucket.Puts.Select(put => put.Body).ToArray();
        Assert.Equal(bodies[0], bodies[2]);
        Assert.Equal(bodies[1], bodies[3]);
        Assert.EndsWith("</html>\n", bodies[1], StringComparison.Ordinal);
        Assert.Equal("vpc-1", (string)JsonNode.Parse(bodies[0])!["evaluations"]![0]!["resourceId"]!);
    }

    [Fact]
    public async Task Tells_how_the_organization_stands()
    {
        await HandleAsync();
        var lines = Lines();
        var metrics = lines.Where(line => line["_aws"] is not null).ToArray();

        Assert.Equal("report", (string)lines[0]["event"]!);
        Assert.Equal(("Report", 1, 0.0, 1, 0), ((string)metrics[0]["Subject"]!, (int)metrics[0]["Resources"]!, (double)metrics[0]["PrivateShare"]!, (int)metrics[0]["Critical"]!, (int)metrics[0]["Failed"]!));
        Assert.Equal(("vpc-dns-supports-private-endpoints", 1), ((string)metrics[1]["OrganizationRule"]!, (int)metrics[1]["Findings"]!));
    }

    [Theory]
    [InlineData("403 Forbidden", "AccessDenied", false, 1)]
    [InlineData("404 Not Found", "NoSuchBucket", false, 1)]
    [InlineData("503 Slow Down", "SlowDown", true, 5)]
    public async Task What_the_bucket_refuses_fails_the_call_by_name(string status, string code, bool isTransient, int attempts)
    {
        _bucket.Refuse(int.MaxValue, status, code);
        var failure = await Assert.ThrowsAsync<BucketRefusedException>(() => HandleAsync());

        Assert.Equal($"The bucket reports did not take 2026/11/24T060000Z.json: {code}.", failure.Message);
        Assert.Equal(attempts, _bucket.Attempts);
        Assert.Empty(_bucket.Puts);
        var told = Lines();
        Assert.Equal(("BucketRefused", isTransient), ((string)told[0]["code"]!, (bool)told[0]["transient"]!));
        Assert.Equal(1, (int)told[1]["Failed"]!);
    }

    [Fact]
    public async Task What_the_bucket_refuses_halfway_leaves_the_latest_page_as_it_was()
    {
        _bucket.RefuseAfter(2, "403 Forbidden", "AccessDenied");
        await Assert.ThrowsAsync<BucketRefusedException>(() => HandleAsync());
        Assert.DoesNotContain(_bucket.Puts, put => put.Path.Contains("latest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bucket_that_is_busy_for_a_while_is_waited_for()
    {
        _bucket.Refuse(2, "503 Slow Down", "SlowDown");
        await HandleAsync();
        Assert.Equal(4, _bucket.Puts.Count);
    }

    [Fact]
    public async Task An_aggregator_that_is_not_there_writes_nothing()
    {
        _config.Aggregators.Clear();
        await Assert.ThrowsAsync<NoSuchAggregatorException>(() => HandleAsync());
        Assert.Empty(_bucket.Puts);
        Assert.Equal("AggregatorMissing", (string)Lines()[0]["code"]!);
    }

    [Fact]
    public async Task Throttling_through_the_whole_sweep_writes_nothing()
    {
        _config.Throttle(int.MaxValue);
        await Assert.ThrowsAsync<AwsCallException>(() => HandleAsync());
        Assert.Empty(_bucket.Puts);
        Assert.Equal(("AwsThrottled", true), ((string)Lines()[0]["code"]!, (bool)Lines()[0]["transient"]!));
    }

    [Fact]
    public async Task Without_time_it_says_so_and_writes_nothing()
    {
        await Assert.ThrowsAsync<OutOfTimeException>(() => HandleAsync(TimeSpan.Zero));
        Assert.Empty(_bucket.Puts);
        Assert.Equal("OutOfTime", (string)Lines()[0]["code"]!);
    }

    [Theory]
    [InlineData("REPORT_AGGREGATOR has no value, which RULES_SUBJECT=Report needs.", "REPORT_AGGREGATOR", "")]
    [InlineData("REPORT_BUCKET has no value, which RULES_SUBJECT=Report needs.", "REPORT_BUCKET", " ")]
    [InlineData("REPORT_BUCKET is 'evil.example.com/'; it takes the name of a bucket.", "REPORT_BUCKET", "evil.example.com/")]
    [InlineData("AWS_REGION has no value, which RULES_SUBJECT=Report needs.", "AWS_REGION", "")]
    public void A_wrong_environment_is_named(string message, string variable, string value)
    {
        string? Of(string name) => name == variable ? value : name switch
        {
            "RULES_SUBJECT" => "Report",
            "REPORT_AGGREGATOR" => "organization",
            "REPORT_BUCKET" => "reports",
            "AWS_REGION" => "eu-west-1",
            _ => null,
        };
        Assert.Equal(message, Assert.Throws<InvalidSettingsException>(() => ReportSettings.From(Of)).Message);
    }

    [Fact]
    public void Functions_of_rules_are_no_concern_of_it() => Assert.Null(ReportSettings.From(name => name is "RULES_SUBJECT" ? "Dns" : null));

    /// <summary>The names of all metrics that a report tells.</summary>
    internal static async Task<ISet<string>> MetricsAsync()
    {
        using var tests = new ReportHandlerTests();
        await tests.HandleAsync();
        return tests.Lines().Where(line => line["_aws"] is not null)
            .SelectMany(line => line["_aws"]!["CloudWatchMetrics"]![0]!["Metrics"]!.AsArray()).Select(metric => (string)metric!["Name"]!).ToHashSet();
    }

    private Task<Reports.ComplianceReport> HandleAsync(TimeSpan? remaining = null)
    {
        var accounts = new Accounts(
            () => new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
            client =>
            {
                (client.ServiceURL, client.AuthenticationRegion, client.MaxErrorRetry) = (_config.Url, "eu-west-1", 1);
            },
            TimeProvider.System,
            buckets: _bucket.Url);
        var settings = new ReportSettings { Aggregator = "organization", Bucket = "reports", Region = "eu-west-1" };
        return new ReportHandler(accounts, settings, new Clock(), _log).HandleAsync(
            new("1", "arn:aws:lambda:eu-west-1:111122223333:function:report", remaining), TestContext.Current.CancellationToken);
    }

    private JsonNode[] Lines() => [.. _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }

    /// <summary>S3 as far as it takes objects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html</summary>
    private sealed class BucketDouble : Loopback
    {
        private int _taken = int.MaxValue;
        private int _refusals;
        private (string Status, string Code) _refusal;

        public ConcurrentQueue<Request> Puts { get; } = new();

        public int Attempts { get; private set; }

        public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

        public void Refuse(int times, string status, string code) => (_refusals, _refusal) = (times, (status, code));

        public void RefuseAfter(int taken, string status, string code) => (_taken, _refusal) = (taken, (status, code));

        protected override Answer Respond(Request request)
        {
            Attempts++;
            if (_refusals-- > 0 || Puts.Count >= _taken)
                return Answer.Of("application/xml", $"<?xml version=\"1.0\"?><Error><Code>{_refusal.Code}</Code><Message>No.</Message></Error>", status: _refusal.Status);
            Puts.Enqueue(request);
            return Answer.Of("application/xml", "");
        }
    }
}
