using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using ConfigRules.Testing;

namespace ConfigRules.Amazon.Tests;

public sealed class HostTests : IAsyncDisposable
{
    private readonly RuntimeApi _lambda = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task Answers_one_event_after_the_other_on_one_connection()
    {
        var run = Run(Echo);

        foreach (var number in Enumerable.Range(1, 20))
        {
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}}}""");
            Assert.Equal(new(IsError: false, ErrorType: null, json), await _lambda.InvokeAsync(json));
        }

        Assert.Equal(1, _lambda.Connections);
        await StopAsync(run);
    }

    [Fact]
    public async Task Tells_the_handler_what_Lambda_says_of_the_invocation()
    {
        ILambdaContext? seen = null;
        string? trace = null;
        var remaining = TimeSpan.Zero;
        var run = Run((_, context) =>
        {
            (seen, trace, remaining) = (context, Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"), context.RemainingTime);
            return Task.FromResult(Stream.Null);
        });

        await _lambda.InvokeAsync(new RuntimeEvent("{}")
        {
            RequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            FunctionArn = "arn:aws-cn:lambda:cn-north-1:111111111111:function:rules:live",
            TraceId = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700",
            Deadline = TimeProvider.System.GetUtcNow().AddHours(1),
            MoreHeaders = new Dictionary<string, string>
            {
                ["Lambda-Runtime-Aws-Tenant-Id"] = "tenant-1",
                ["Lambda-Runtime-Client-Context"] =
                    """{"client":{"installation_id":"i-1","app_title":"Ätna"},"custom":{"key":"value"},"env":{"number":1}}""",
                ["Lambda-Runtime-Cognito-Identity"] = """{"cognitoIdentityId":"id-1","cognitoIdentityPoolId":"pool-1"}""",
            },
        });
        await StopAsync(run);

        Assert.NotNull(seen);
        Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd", seen.AwsRequestId);
        Assert.Equal("arn:aws-cn:lambda:cn-north-1:111111111111:function:rules:live", seen.InvokedFunctionArn);
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", seen.TraceId);
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", trace);
        Assert.Equal("tenant-1", seen.TenantId);
        Assert.Equal("i-1", seen.ClientContext.Client.InstallationId);
        Assert.Equal("Ätna", seen.ClientContext.Client.AppTitle);
        Assert.Equal("value", seen.ClientContext.Custom["key"]);
        Assert.Equal("1", seen.ClientContext.Environment["number"]);
        Assert.Equal("id-1", seen.Identity.IdentityId);
        Assert.Equal("pool-1", seen.Identity.IdentityPoolId);
        Assert.InRange(remaining, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
        Assert.Null(seen.Serializer);
    }

    [Fact]
    public async Task Leaves_out_what_Lambda_does_not_say()
    {
        ILambdaContext? seen = null;
        var run = Run((_, context) =>
        {
            seen = context;
            return Task.FromResult(Stream.Null);
        });

        await _lambda.InvokeAsync("{}");
        await StopAsync(run);

        Assert.NotNull(seen);
        Assert.Null(seen.ClientContext);
        Assert.Null(seen.Identity);
        Assert.Null(seen.TenantId);
    }

    [Fact]
    public async Task Reports_what_a_handler_throws_and_goes_on()
    {
        var isFirst = true;
        var run = Run((json, context) =>
        {
            if (!isFirst)
                return Echo(json, context);
            isFirst = false;
            throw new InvalidDataException("No \"such\" vpc: vpc-ä.", new FormatException("Not an id."));
        });

        var failure = await _lambda.InvokeAsync("{}");

        Assert.True(failure.IsError);
        Assert.Equal("InvalidDataException", failure.ErrorType);
        var report = JsonNode.Parse(failure.Body)!;
        Assert.Equal("InvalidDataException", (string?)report["errorType"]);
        Assert.Equal("No \"such\" vpc: vpc-ä.", (string?)report["errorMessage"]);
        Assert.Contains(nameof(HostTests), (string?)report["stackTrace"]![0], StringComparison.Ordinal);
        Assert.Equal("Not an id.", (string?)report["cause"]!["errorMessage"]);
        Assert.Equal(new(IsError: false, ErrorType: null, "1"), await _lambda.InvokeAsync("1"));
        await StopAsync(run);
    }

    [Fact]
    public async Task Reports_what_fails_after_the_handlers_first_wait()
    {
        var run = Run(async (_, _) =>
        {
            await Task.Yield();
            throw new TimeoutException("EC2 did not answer.");
        });

        Assert.Equal("TimeoutException", (await _lambda.InvokeAsync("{}")).ErrorType);
        await StopAsync(run);
    }

    [Fact]
    public async Task Cuts_a_report_that_Lambda_would_not_take()
    {
        var run = Run((_, _) => throw new InvalidDataException(new string('\0', 1_000_000)));

        var failure = await _lambda.InvokeAsync("{}");

        Assert.InRange(failure.Body.Length, 100_000, 256 * 1024);
        Assert.Empty(JsonNode.Parse(failure.Body)!["stackTrace"]!.AsArray());
        await StopAsync(run);
    }

    [Fact]
    public async Task Carries_six_megabytes_both_ways()
    {
        var json = $"\"{new string('x', (6 * 1024 * 1024) - 2)}\"";
        var run = Run(Echo);

        Assert.Equal(json, (await _lambda.InvokeAsync(json)).Body);
        await StopAsync(run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(70_000)]
    public async Task Reads_events_that_come_in_chunks(int chunkSize)
    {
        var json = $"\"{new string('ö', chunkSize is 1 ? 200 : 100_000)}\"";
        _lambda.Deliver = answer => answer with { ChunkSize = chunkSize };
        var run = Run(Echo);

        Assert.Equal(json, (await _lambda.InvokeAsync(json)).Body);
        Assert.Equal("2", (await _lambda.InvokeAsync("2")).Body);
        await StopAsync(run);
    }

    [Fact]
    public async Task Connects_again_when_the_connection_ends_between_two_requests()
    {
        _lambda.Deliver = answer => answer with { EndsConnection = true };
        _lambda.Acknowledge = answer => answer with { EndsConnection = true };
        var run = Run(Echo);

        Assert.Equal("1", (await _lambda.InvokeAsync("1")).Body);
        Assert.Equal("2", (await _lambda.InvokeAsync("2")).Body);
        await StopAsync(run);
        Assert.True(_lambda.Connections >= 4);
    }

    [Fact]
    public async Task Heeds_that_a_connection_is_to_be_closed()
    {
        _lambda.Deliver = answer => answer with
        {
            EndsConnection = true,
            Headers = new Dictionary<string, string>(answer.Headers) { ["Connection"] = "close" },
        };
        var run = Run(Echo);

        Assert.Equal("1", (await _lambda.InvokeAsync("1")).Body);
        Assert.Equal("2", (await _lambda.InvokeAsync("2")).Body);
        await StopAsync(run);
    }

    [Fact]
    public async Task Asks_again_when_a_kept_connection_is_dropped()
    {
        var isFirst = true;
        _lambda.Acknowledge = answer =>
        {
            answer = answer with { IsDropped = isFirst };
            isFirst = false;
            return answer;
        };
        var run = Run(Echo);

        Assert.Equal("1", (await _lambda.InvokeAsync("1")).Body);
        Assert.Equal("2", (await _lambda.InvokeAsync("2")).Body);
        Assert.Equal(2, _lambda.Connections);
        await StopAsync(run);
    }

    [Fact]
    public async Task Goes_on_when_an_answer_is_too_large()
    {
        var run = Run((json, context) => context.AwsRequestId is "large"
            ? Task.FromResult<Stream>(new MemoryStream(new byte[(6 * 1024 * 1024) + 1]))
            : Echo(json, context));

        Assert.Equal("Function.ResponseSizeTooLarge", (await _lambda.InvokeAsync(new RuntimeEvent("{}") { RequestId = "large" })).ErrorType);
        Assert.Equal("1", (await _lambda.InvokeAsync("1")).Body);
        await StopAsync(run);
    }

    [Fact]
    public async Task Ends_when_Lambda_says_so()
    {
        _lambda.Acknowledge = answer => new(500, """{"errorType":"Container"}""");
        var run = Run(Echo);

        await _lambda.InvokeAsync("1");

        var end = await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Equal("""The Runtime API, answered, said 500: {"errorType":"Container"}""", end.Message);
    }

    [Fact]
    public async Task Ends_when_nobody_listens()
    {
        await _lambda.DisposeAsync();

        await Assert.ThrowsAsync<SocketException>(() => Run(Echo));
    }

    [Theory]
    [InlineData("SSH-2.0-Server\r\n", "does not speak the Runtime API's HTTP: its answer begins with 'SSH-2.0-Server'.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "does not speak the Runtime API's HTTP: its Content-Length is '-1'.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
        "does not speak the Runtime API's HTTP: it closed the connection in the middle of an answer.")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "does not speak the Runtime API's HTTP: it sent a chunk of size 'zz'.")]
    [InlineData("", "closed the connection without an answer.")]
    public async Task Ends_with_a_sentence_when_something_else_answers(string answer, string sentence)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var bootstrap = LambdaBootstrapBuilder.Create(Echo)
            .ConfigureOptions(options => options.RuntimeApiEndpoint = listener.LocalEndpoint.ToString())
            .Build();
        var run = bootstrap.RunAsync(_stop.Token);

        using (var connection = await listener.AcceptTcpClientAsync(_stop.Token))
        {
            await connection.GetStream().ReadExactlyAsync(new byte[10], _stop.Token);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
            connection.Client.Shutdown(SocketShutdown.Send);
            var end = await Assert.ThrowsAnyAsync<Exception>(() => run);
            Assert.Equal($"{listener.LocalEndpoint} {sentence}", end.Message);
        }
    }

    [Fact]
    public async Task Says_what_is_missing_outside_Lambda()
    {
        var end = Assert.Throws<InvalidOperationException>(() => LambdaBootstrapBuilder.Create(Echo).Build());

        Assert.Equal("AWS_LAMBDA_RUNTIME_API is ''; Lambda sets it to a host and a port, such as 127.0.0.1:9001.", end.Message);
        await _stop.CancelAsync();
    }

    [Fact]
    public async Task Reports_why_it_could_not_start()
    {
        var run = Run(LambdaBootstrapBuilder.Create(Echo).UseBootstrapHandler(() => throw new InvalidDataException("No subject.")));

        await Assert.ThrowsAsync<InvalidDataException>(() => run);
        var report = await _lambda.InitError;
        Assert.Equal("InvalidDataException", report.ErrorType);
        Assert.Equal("No subject.", (string?)JsonNode.Parse(report.Body)!["errorMessage"]);
        Assert.False(_lambda.FirstRequest.IsCompleted);
    }

    [Fact]
    public async Task Ends_without_asking_for_events_when_told_at_its_start()
    {
        await Run(LambdaBootstrapBuilder.Create(Echo).UseBootstrapHandler(() => Task.FromResult(false)));

        Assert.False(_lambda.FirstRequest.IsCompleted);
    }

    [Fact]
    public async Task Converts_for_handlers_of_types()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleContext>();
        var run = Run(LambdaBootstrapBuilder.Create<Sample, Sample>(
            (sample, context) => Task.FromResult(new Sample(sample.Name + (context.Serializer == serializer), sample.Size + 1)),
            serializer));

        Assert.Equal("""{"Name":"vpcTrue","Size":3}""", (await _lambda.InvokeAsync("""{"name":"vpc","Size":2}""")).Body);
        Assert.Equal("JsonSerializerException", (await _lambda.InvokeAsync("[")).ErrorType);
        await StopAsync(run);
    }

    [Fact]
    public async Task Answers_with_nothing_for_handlers_without_an_answer()
    {
        var run = Run(LambdaBootstrapBuilder.Create<Sample>(
            (_, _) => Task.CompletedTask, new SourceGeneratorLambdaJsonSerializer<SampleContext>()));

        Assert.Equal(new(IsError: false, ErrorType: null, ""), await _lambda.InvokeAsync("{}"));
        await StopAsync(run);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _lambda.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task<Stream> Echo(Stream json, ILambdaContext context)
    {
        var answer = new MemoryStream();
        await json.CopyToAsync(answer);
        answer.Position = 0;
        return answer;
    }

    private Task Run(Func<Stream, ILambdaContext, Task<Stream>> handler) => Run(LambdaBootstrapBuilder.Create(handler));

    private async Task Run(LambdaBootstrapBuilder builder)
    {
        using var bootstrap = builder.ConfigureOptions(options => options.RuntimeApiEndpoint = _lambda.Address).Build();
        await bootstrap.RunAsync(_stop.Token);
    }

    /// <summary>It waits for the next event then, and that wait ends.</summary>
    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await run;
    }
}
