using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Organizations;
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
    private readonly OrganizationDouble _organization = new();
    private readonly StringWriter _log = new();
    private readonly Clock _clock = new() { Now = At };

    public ReportHandlerTests() => _config.Aggregators["organization"] = [Row];

    public void Dispose()
    {
        _config.Dispose();
        _bucket.Dispose();
        _organization.Dispose();
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
        _bucket.RefuseAfter(0, int.MaxValue, status, code);
        var failure = await Assert.ThrowsAsync<BucketRefusedException>(() => HandleAsync());

        Assert.Equal($"The bucket reports did not take 2026/11/24T060000Z.json: {code}.", failure.Message);
        Assert.Equal(attempts, _bucket.Refused);
        Assert.Empty(_bucket.Puts);
        var told = Lines();
        Assert.Equal(("BucketRefused", isTransient), ((string)told[0]["code"]!, (bool)told[0]["transient"]!));
        Assert.Equal(1, (int)told[1]["Failed"]!);
    }

    [Theory]
    [InlineData("403 Forbidden", "AccessDenied", 1)]
    [InlineData("503 Slow Down", "SlowDown", 5)]
    public async Task A_bucket_that_does_not_give_the_latest_report_is_asked_nothing_more(string status, string code, int attempts)
    {
        _bucket.RefuseReading = (status, code);
        var failure = await Assert.ThrowsAsync<BucketRefusedException>(() => HandleAsync());
        Assert.Equal($"The bucket reports did not give latest.json: {code}.", failure.Message);
        Assert.Equal(attempts, _bucket.Refused);
        // A report without its past would be the past of all that follow.
        Assert.Empty(_bucket.Puts);
        Assert.Empty(_config.Calls);
    }

    [Theory]
    [InlineData(0, "2026/11/24T060000Z.json")]
    [InlineData(1, "2026/11/24T060000Z.html")]
    [InlineData(2, "latest.json")]
    [InlineData(3, "latest.html")]
    public async Task Whichever_put_the_bucket_refuses_the_latest_two_stay_a_pair(int taken, string refused)
    {
        _clock.Now = At.AddDays(-1);
        await HandleAsync();
        _clock.Now = At;
        _config.Aggregators["organization"] = [];
        var (json, page) = (_bucket.Objects["/reports/latest.json"], _bucket.Objects["/reports/latest.html"]);

        _bucket.RefuseAfter(4 + taken, 1, "403 Forbidden", "AccessDenied");
        var failure = await Assert.ThrowsAsync<BucketRefusedException>(() => HandleAsync());

        Assert.Equal($"The bucket reports did not take {refused}: AccessDenied.", failure.Message);
        Assert.Equal((json, page), (_bucket.Objects["/reports/latest.json"], _bucket.Objects["/reports/latest.html"]));

        // Lambda's next attempt.
        await HandleAsync();
        Assert.NotEqual((json, page), (_bucket.Objects["/reports/latest.json"], _bucket.Objects["/reports/latest.html"]));
        Assert.Equal(_bucket.Objects["/reports/2026/11/24T060000Z.json"], _bucket.Objects["/reports/latest.json"]);
        Assert.Equal(_bucket.Objects["/reports/2026/11/24T060000Z.html"], _bucket.Objects["/reports/latest.html"]);
    }

    [Fact]
    public async Task Where_the_earlier_one_cannot_be_put_back_it_says_which_is_newer()
    {
        _clock.Now = At.AddDays(-1);
        await HandleAsync();
        _clock.Now = At;
        _bucket.RefuseAfter(7, int.MaxValue, "403 Forbidden", "AccessDenied");
        var failure = await Assert.ThrowsAsync<BucketRefusedException>(() => HandleAsync());
        Assert.Equal(
            "The bucket reports did not take latest.json: AccessDenied, which was to be put back since latest.html was not taken either (BucketRefusedException); it is newer than the page.",
            failure.Message);
    }

    [Fact]
    public async Task A_bucket_that_is_busy_for_a_while_is_waited_for()
    {
        _bucket.RefuseAfter(0, 2, "503 Slow Down", "SlowDown");
        await HandleAsync();
        Assert.Equal(4, _bucket.Puts.Count);
    }

    [Fact]
    public async Task Each_report_knows_all_before_it_by_the_latest_alone()
    {
        for (var day = 3; day > 0; day--)
        {
            _clock.Now = At.AddDays(-day);
            if (day is 2)
                _config.Aggregators["organization"] = [Row, Row.Replace("vpc-1", "vpc-2", StringComparison.Ordinal)];
            await HandleAsync();
        }
        _clock.Now = At;
        _config.Aggregators["organization"] = [Row.Replace("vpc-1", "vpc-2", StringComparison.Ordinal)];
        _bucket.Reads.Clear();

        var report = await HandleAsync();

        Assert.Equal(["/reports/latest.json"], _bucket.Reads);
        Assert.Equal([(At.AddDays(-3), 1), (At.AddDays(-2), 2), (At.AddDays(-1), 2)], report.Trend.Select(point => (point.At, point.Total.Findings)));
        Assert.Equal((0, 1), report.SinceLast);
        Assert.Equal(At.AddDays(-2), Assert.Single(report.Rows).Since);
    }

    [Theory]
    [InlineData("not JSON", "There is nothing to compare with: latest.json is not JSON: line 1, byte 2 cannot be read.")]
    [InlineData("{}", "There is nothing to compare with: latest.json is no report that `configrules report --format json` wrote.")]
    public async Task What_is_no_report_in_the_place_of_the_latest_is_told_and_replaced(string content, string note)
    {
        _bucket.Objects["/reports/latest.json"] = content;
        var report = await HandleAsync();
        Assert.Contains(note, report.Notes);
        Assert.Empty(report.Trend);
        Assert.Equal(note, (string)Lines().First(line => (string?)line["event"] is "note")["reason"]!);
    }

    [Fact]
    public async Task Accounts_are_called_as_their_organization_calls_them_and_suspended_ones_left_out()
    {
        _config.Aggregators["organization"] = [Row, Row.Replace("444455556666", "777788889999", StringComparison.Ordinal)];
        _config.Reasons[("OrgConfigRule-vpc-dns-supports-private-endpoints-dbgzf8ba", "444455556666", "us-east-1")] = [("AWS::EC2::VPC", "vpc-1", "enableDnsHostnames is off.")];
        _organization.Add("444455556666", "Shop", "Workloads/Production");
        _organization.Add("777788889999", "Old shop", "Attic", "SUSPENDED");

        var report = await HandleAsync();

        Assert.Equal(
            [new("444455556666", "Shop", "Workloads/Production"), new("777788889999", "Old shop", "Attic", IsSuspended: true)],
            report.Accounts);
        Assert.Equal("enableDnsHostnames is off.", Assert.Single(report.Rows).Reason);
        Assert.Empty(report.Notes);
        // Nobody asks why a suspended account's resource was found.
        Assert.Single(_config.Calls, call => call is "GetAggregateComplianceDetailsByConfigRule");
    }

    [Fact]
    public async Task Where_the_organization_refuses_the_report_goes_on_with_ids_and_says_so()
    {
        _organization.Refusal = "AccessDeniedException";
        var report = await HandleAsync();
        var note = Assert.Single(report.Notes, note => note.StartsWith("Names, units and suspended accounts are unknown", StringComparison.Ordinal));
        Assert.Equal([new("444455556666")], report.Accounts);
        Assert.Contains(note, _bucket.Objects["/reports/latest.html"], StringComparison.Ordinal);
        Assert.Contains(note, _bucket.Objects["/reports/latest.json"], StringComparison.Ordinal);
        Assert.Contains(Lines(), line => (string?)line["event"] is "note" && (string?)line["level"] is "Warning" && (string)line["reason"]! == note);
    }

    [Fact]
    public async Task An_organization_that_is_too_busy_for_an_answer_fails_the_call()
    {
        _organization.Throttle(int.MaxValue);
        var failure = await Assert.ThrowsAsync<AwsCallException>(() => HandleAsync());
        Assert.True(failure.IsTransient);
        Assert.Empty(_bucket.Puts);
    }

    [Fact]
    public async Task Who_wants_no_names_asks_for_none()
    {
        await HandleAsync(asksOrganization: false);
        Assert.Empty(_organization.Calls);
        Assert.Equal(4, _bucket.Puts.Count);
    }

    [Fact]
    public async Task An_aggregator_without_data_makes_a_report_that_says_so()
    {
        _config.Aggregators["organization"] = [];
        var report = await HandleAsync();
        Assert.Equal(0, report.Total.Resources);
        Assert.Contains("No resource was judged.", _bucket.Objects["/reports/latest.html"], StringComparison.Ordinal);
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
    [InlineData("REPORT_ORGANIZATION is 'yes'; it takes true or false.", "REPORT_ORGANIZATION", "yes")]
    [InlineData("REPORT_REASON_CALLS is '-1'; it takes a whole number from 0.", "REPORT_REASON_CALLS", "-1")]
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

    private Task<Reports.ComplianceReport> HandleAsync(TimeSpan? remaining = null, bool asksOrganization = true)
    {
        var accounts = new Accounts(
            () => new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
            client =>
            {
                client.ServiceURL = client is AmazonOrganizationsConfig ? _organization.Url : _config.Url;
                (client.AuthenticationRegion, client.MaxErrorRetry) = ("eu-west-1", 1);
            },
            TimeProvider.System,
            buckets: _bucket.Url);
        var settings = new ReportSettings { Aggregator = "organization", Bucket = "reports", Region = "eu-west-1", AsksOrganization = asksOrganization };
        return new ReportHandler(accounts, settings, _clock, _log).HandleAsync(
            new("1", "arn:aws:lambda:eu-west-1:111122223333:function:report", remaining), TestContext.Current.CancellationToken);
    }

    private JsonNode[] Lines() => [.. _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>S3 as far as it takes and gives objects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html</summary>
    private sealed class BucketDouble : Loopback
    {
        private int _taken;
        private int _refusals;
        private (string Status, string Code) _refusal;

        public ConcurrentQueue<Request> Puts { get; } = new();

        public ConcurrentQueue<string> Reads { get; } = new();

        /// <summary>What it holds, by path.</summary>
        public ConcurrentDictionary<string, string> Objects { get; } = new();

        /// <summary>How many requests it refused.</summary>
        public int Refused { get; private set; }

        public (string Status, string Code)? RefuseReading { get; set; }

        public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

        /// <summary>Refuses puts after it has taken that many.</summary>
        public void RefuseAfter(int taken, int times, string status, string code) => (_taken, _refusals, _refusal) = (taken, times, (status, code));

        protected override Answer Respond(Request request)
        {
            if (request.Method is "GET")
            {
                Reads.Enqueue(request.Path);
                return RefuseReading is { } refusal ? Refuse(refusal)
                    : Objects.TryGetValue(request.Path, out var content) ? Answer.Of("application/json", content)
                    : Answer.Of("application/xml", "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>No.</Message></Error>", status: "404 Not Found");
            }
            if (Puts.Count >= _taken && _refusals > 0)
            {
                _refusals--;
                return Refuse(_refusal);
            }
            Puts.Enqueue(request);
            Objects[request.Path] = request.Body;
            return Answer.Of("application/xml", "");
        }

        private Answer Refuse((string Status, string Code) refusal)
        {
            Refused++;
            return Answer.Of("application/xml", $"<?xml version=\"1.0\"?><Error><Code>{refusal.Code}</Code><Message>No.</Message></Error>", status: refusal.Status);
        }
    }
}
