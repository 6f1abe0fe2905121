using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using ConfigRules.Aws;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>
/// A handler with the SDK's own clients, and one of EC2, AWS Config and STS that answers badly, or not: every run ends with a named
/// failure, in one sentence, in time, and tells no secret.
/// </summary>
public sealed class FaultTests
{
    private const string ResultToken = "eyJlbmNyeXB0ZWREYXRhIjpb+LTQx/LDEsLTU3XSwibWF0ZXJp==";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly (Service Service, string Name, string Operation)[] Services =
    [
        (Service.Ec2, "EC2", "DescribeVpcs"), (Service.Config, "AWS Config", "PutEvaluations"), (Service.Sts, "STS", "AssumeRole"),
    ];

    public enum Service { Ec2, Config, Sts }

    public static TheoryData<Service, Fault, string, string> Faults
    {
        get
        {
            var data = new TheoryData<Service, Fault, string, string>();
            foreach (var (service, name, operation) in Services)
            {
                var busy = service is Service.Config ? "ThrottlingException" : "RequestLimitExceeded";
                data.Add(service, Fault.Refuses, "AwsRefused", $"{name} refused {operation} (InvalidParameterValue): No: POST / HTTP/1.1 ");
                data.Add(service, Fault.Denies, "AwsDenied", $"{name} refused {operation} (AccessDenied): No: POST / HTTP/1.1 ");
                data.Add(service, Fault.Throttles, "AwsThrottled", $"{name} is too busy for {operation} (TooManyRequestsException): No: POST / HTTP/1.1 ");
                data.Add(service, Fault.ThrottlesByCode, "AwsThrottled", $"{name} is too busy for {operation} ({busy}): No: POST / HTTP/1.1 ");
                data.Add(service, Fault.Fails, "AwsFailed", $"{name} failed at {operation} (InternalFailure): No: POST / HTTP/1.1 ");
                data.Add(service, Fault.FailsInNonsense, "AwsFailed", $"{name} failed at {operation} (HTTP 502).");
                data.Add(service, Fault.SpeaksNonsense, "AwsUnreadable", $"{name} answered {operation} with something that cannot be read.");
                data.Add(service, Fault.SaysNothing, "AwsUnreadable", $"{name} answered {operation} with something that cannot be read.");
                data.Add(service, Fault.BreaksOff, "AwsUnreachable", $"{name} gave no answer to {operation} (ResponseEnded).");
                data.Add(service, Fault.HangsUp, "AwsUnreachable", $"{name} gave no answer to {operation} (ResponseEnded).");
                data.Add(service, Fault.Hangs, "AwsUnreachable", $"{name} gave no answer to {operation} (TimedOut).");
                data.Add(service, Fault.IsNotThere, "AwsUnreachable", $"{name} gave no answer to {operation} (ConnectionRefused).");
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_bad_answer_ends_the_run_by_its_name_in_one_sentence_without_a_secret(Service service, Fault fault, string code, string message)
    {
        using var aws = new Aws(service, fault);
        var log = new StringWriter();

        var thrown = await Assert.ThrowsAsync<AwsCallException>(() => aws.HandleAsync(log, client =>
        {
            client.MaxErrorRetry = 0;
            client.Timeout = TimeSpan.FromMilliseconds(500);
        }));

        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
        Assert.InRange(thrown.Message.Length, 1, 700);
        var failure = Failure(log);
        Assert.Equal(thrown.RequestId, failure["awsRequestId"]?.GetValue<string>());
        Assert.Equal((code, thrown.Message), (failure["code"]!.GetValue<string>(), failure["message"]!.GetValue<string>()));
        Assert.Equal(fault is not (Fault.Refuses or Fault.Denies), failure["transient"]!.GetValue<bool>());
        foreach (var secret in (string[])[Doubles.AccessKey, Doubles.SessionToken, ResultToken])
        {
            Assert.DoesNotContain(secret, log.ToString() + thrown, StringComparison.Ordinal);
            Assert.DoesNotContain(secret[..20], log.ToString() + thrown, StringComparison.Ordinal);
        }
        if (fault is Fault.Refuses or Fault.Denies)
            Assert.Equal(1, aws.FaultyCalls);
    }

    /// <summary>With the number of retries and the time for each that the function has.</summary>
    [Fact]
    public async Task A_service_that_never_gets_better_ends_the_run_before_Lambda_does()
    {
        var time = TimeProvider.System;
        var remaining = TimeSpan.FromSeconds(4);
        await Task.WhenAll(
            from service in Enum.GetValues<Service>()
            from fault in (Fault[])[Fault.Throttles, Fault.ThrottlesByCode, Fault.Fails, Fault.BreaksOff, Fault.Hangs]
            select RunAsync(service, fault));

        async Task RunAsync(Service service, Fault fault)
        {
            using var aws = new Aws(service, fault);
            var log = new StringWriter();
            var start = time.GetTimestamp();
            var thrown = await Record.ExceptionAsync(() => aws.HandleAsync(log, remaining: remaining));
            var elapsed = time.GetElapsedTime(start);
            Assert.True(elapsed < remaining, $"{service} {fault}: {elapsed}");
            Assert.True(thrown is OutOfTimeException or AwsCallException { IsTransient: true }, $"{service} {fault}: {thrown}");
            Assert.Contains(Failure(log)["code"]!.GetValue<string>(), (string[])["OutOfTime", "AwsThrottled", "AwsFailed", "AwsUnreachable"]);
        }
    }

    private static JsonNode Failure(StringWriter log) =>
        log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .Single(line => line["event"]?.GetValue<string>() is "failure");

    /// <summary>EC2, AWS Config and STS, of which one is faulty.</summary>
    private sealed class Aws : IDisposable
    {
        private readonly Ec2Double _ec2 = new();
        private readonly ConfigDouble _config = new();
        private readonly FaultyService? _faulty;
        private readonly Service _service;

        public Aws(Service service, Fault fault)
        {
            _ec2.On("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>");
            _service = service;
            _faulty = fault is Fault.IsNotThere ? null : new(fault);
        }

        public int FaultyCalls => _faulty?.Calls ?? 0;

        public Task<RunSummary> HandleAsync(TextWriter log, Action<ClientConfig>? configure = null, TimeSpan? remaining = null)
        {
            var accounts = Doubles.Accounts(Of(Service.Ec2, _ec2.Url), Of(Service.Config, _config.Url), Of(Service.Sts, _ec2.Url), configure: configure);
            var settings = Handlers.Settings with { RoleName = _service is Service.Sts ? "audit/reader" : null };
            var json = JsonNode.Parse(Repository.Event("change-vpc"))!;
            json["resultToken"] = ResultToken;
            return new RuleHandler(accounts.Find, settings, TimeProvider.System, log)
                .HandleAsync(Encoding.UTF8.GetBytes(json.ToJsonString()), new("r", Remaining: remaining), Cancellation);
        }

        public void Dispose()
        {
            _ec2.Dispose();
            _config.Dispose();
            _faulty?.Dispose();
        }

        private string Of(Service service, string url) => service == _service ? _faulty?.Url ?? Doubles.Nowhere : url;
    }
}
