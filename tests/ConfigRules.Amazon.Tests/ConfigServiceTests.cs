using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Amazon;
using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using ConfigRules.Testing;

namespace ConfigRules.Amazon.Tests;

public sealed class ConfigServiceTests : IAsyncDisposable
{
    private static readonly DateTime Time = DateTime.UnixEpoch.AddMilliseconds(1_455_672_994_043);

    private readonly ConcurrentQueue<LoopbackAnswer> _answers = [];
    private readonly ConcurrentQueue<LoopbackRequest> _requests = [];
    private readonly LoopbackServer _server;
    private readonly AmazonConfigServiceClient _client;

    public ConfigServiceTests()
    {
        _server = new((request, _) =>
        {
            _requests.Enqueue(request);
            return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new LoopbackAnswer(200, "{}"));
        });
        _client = new(
            new SessionAWSCredentials("AKIDEXAMPLE", "secret", "session"),
            new AmazonConfigServiceConfig { ServiceURL = $"http://{_server.Address}", AuthenticationRegion = "eu-west-1" });
    }

    [Fact]
    public async Task Puts_evaluations()
    {
        Answer(200, """
            {"FailedEvaluations":[{"ComplianceResourceType":"AWS::EC2::VPC","ComplianceResourceId":"vpc-2","ComplianceType":"COMPLIANT",
             "OrderingTimestamp":1.4556729940431E9,"Annotation":null}]}
            """);

        var response = await _client.PutEvaluationsAsync(
            new()
            {
                ResultToken = "token",
                TestMode = false,
                Evaluations =
                [
                    new()
                    {
                        ComplianceResourceType = "AWS::EC2::VPC",
                        ComplianceResourceId = "vpc-1",
                        ComplianceType = ComplianceType.NON_COMPLIANT,
                        Annotation = "Täglich \"so\".",
                        OrderingTimestamp = Time,
                    },
                    new()
                    {
                        ComplianceResourceType = "AWS::EC2::VPC",
                        ComplianceResourceId = "vpc-2",
                        ComplianceType = "COMPLIANT",
                        OrderingTimestamp = Time.AddMilliseconds(-43),
                    },
                ],
            },
            TestContext.Current.CancellationToken);

        Sent(
            "PutEvaluations",
            """
            {"Evaluations":[{"ComplianceResourceType":"AWS::EC2::VPC","ComplianceResourceId":"vpc-1","ComplianceType":"NON_COMPLIANT","Annotation":"T\u00E4glich \u0022so\u0022.","OrderingTimestamp":1455672994.043},{"ComplianceResourceType":"AWS::EC2::VPC","ComplianceResourceId":"vpc-2","ComplianceType":"COMPLIANT","OrderingTimestamp":1455672994}],"ResultToken":"token","TestMode":false}
            """);
        var failed = Assert.Single(response.FailedEvaluations);
        Assert.Equal("AWS::EC2::VPC", failed.ComplianceResourceType);
        Assert.Equal("vpc-2", failed.ComplianceResourceId);
        Assert.Equal(ComplianceType.COMPLIANT, failed.ComplianceType);
        Assert.Null(failed.Annotation);
        Assert.Equal(Time.AddMicroseconds(100), failed.OrderingTimestamp);
        Assert.Equal(DateTimeKind.Utc, failed.OrderingTimestamp!.Value.Kind);
        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Gets_compliance_details()
    {
        Answer(200, """
            {"EvaluationResults":[{"EvaluationResultIdentifier":{"EvaluationResultQualifier":{"ConfigRuleName":"rule","ResourceType":
             "AWS::EC2::VPC","ResourceId":"vpc-1","EvaluationMode":"DETECTIVE"},"OrderingTimestamp":1443610576.349,"ResourceEvaluationId":"e-1"},
             "ComplianceType":"NON_COMPLIANT","ResultRecordedTime":1443751424.969,"ConfigRuleInvokedTime":"2015-10-02T02:03:44.100Z",
             "Annotation":"Why.","ResultToken":"t","Unknown":[{}]},{"EvaluationResultIdentifier":null}],"NextToken":"next"}
            """);

        var response = await _client.GetComplianceDetailsByConfigRuleAsync(
            new() { ConfigRuleName = "rule", ComplianceTypes = [ComplianceType.COMPLIANT, "NON_COMPLIANT"], Limit = 100, NextToken = "n" },
            TestContext.Current.CancellationToken);

        Sent(
            "GetComplianceDetailsByConfigRule",
            """{"ConfigRuleName":"rule","ComplianceTypes":["COMPLIANT","NON_COMPLIANT"],"Limit":100,"NextToken":"n"}""");
        Assert.Equal("next", response.NextToken);
        Assert.Equal(2, response.EvaluationResults.Count);
        var result = response.EvaluationResults[0];
        Assert.Equal("rule", result.EvaluationResultIdentifier.EvaluationResultQualifier.ConfigRuleName);
        Assert.Equal("AWS::EC2::VPC", result.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceType);
        Assert.Equal("vpc-1", result.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId);
        Assert.Equal(EvaluationMode.DETECTIVE, result.EvaluationResultIdentifier.EvaluationResultQualifier.EvaluationMode);
        Assert.Equal("e-1", result.EvaluationResultIdentifier.ResourceEvaluationId);
        Assert.Equal("2015-09-30T10:56:16.3490000Z", Text(result.EvaluationResultIdentifier.OrderingTimestamp));
        Assert.Equal("2015-10-02T02:03:44.9690000Z", Text(result.ResultRecordedTime));
        Assert.Equal("2015-10-02T02:03:44.1000000Z", Text(result.ConfigRuleInvokedTime));
        Assert.Equal(ComplianceType.NON_COMPLIANT, result.ComplianceType);
        Assert.Equal("Why.", result.Annotation);
        Assert.Equal("t", result.ResultToken);
        Assert.Null(response.EvaluationResults[1].EvaluationResultIdentifier);
        Assert.Null(response.EvaluationResults[1].ComplianceType);
    }

    [Fact]
    public async Task Gets_compliance_details_of_an_aggregator()
    {
        Answer(200, """
            {"AggregateEvaluationResults":[{"AccountId":"444455556666","Annotation":"Why.","AwsRegion":"us-east-1","ComplianceType":"NON_COMPLIANT",
             "ConfigRuleInvokedTime":1443751424.969,"EvaluationResultIdentifier":{"EvaluationResultQualifier":{"ConfigRuleName":"rule","ResourceType":
             "AWS::EC2::VPC","ResourceId":"vpc-1"},"OrderingTimestamp":1443610576.349},"ResultRecordedTime":1443751425.969}],"NextToken":"next"}
            """);

        var response = await _client.GetAggregateComplianceDetailsByConfigRuleAsync(
            new()
            {
                ConfigurationAggregatorName = "all",
                ConfigRuleName = "rule",
                AccountId = "444455556666",
                AwsRegion = "us-east-1",
                ComplianceType = ComplianceType.NON_COMPLIANT,
                Limit = 100,
                NextToken = "n",
            },
            TestContext.Current.CancellationToken);

        Sent(
            "GetAggregateComplianceDetailsByConfigRule",
            """{"ConfigurationAggregatorName":"all","ConfigRuleName":"rule","AccountId":"444455556666","AwsRegion":"us-east-1","ComplianceType":"NON_COMPLIANT","Limit":100,"NextToken":"n"}""");
        Assert.Equal("next", response.NextToken);
        var result = Assert.Single(response.AggregateEvaluationResults);
        Assert.Equal(("444455556666", "us-east-1", "Why."), (result.AccountId, result.AwsRegion, result.Annotation));
        Assert.Equal(ComplianceType.NON_COMPLIANT, result.ComplianceType);
        Assert.Equal("vpc-1", result.EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId);
        Assert.Equal("2015-10-02T02:03:44.9690000Z", Text(result.ConfigRuleInvokedTime));
        Assert.Equal("2015-10-02T02:03:45.9690000Z", Text(result.ResultRecordedTime));
    }

    [Fact]
    public async Task Gets_the_history_of_a_resource()
    {
        Answer(200, """
            {"configurationItems":[{"version":"1.3","accountId":"111111111111","configurationItemCaptureTime":1455672994.043,
             "configurationItemStatus":"ResourceDeleted","configurationStateId":1455672994043,"configurationItemMD5Hash":"","arn":"arn:x",
             "resourceType":"AWS::EC2::VPCEndpoint","resourceId":"vpce-1","resourceName":null,"awsRegion":"eu-west-1",
             "availabilityZone":"Multiple","resourceCreationTime":1455672994,"tags":{"k":"v","n":null},"relatedEvents":["e"],
             "relationships":[{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-1","relationshipName":"Is contained in Vpc"},null],
             "configuration":"{\"vpcId\":\"vpc-1\"}","supplementaryConfiguration":{"a":"[]"},"recordingFrequency":"DAILY",
             "configurationItemDeliveryTime":1455672995.5}],"nextToken":""}
            """);

        var response = await _client.GetResourceConfigHistoryAsync(
            new()
            {
                ResourceType = ResourceType.AWSEC2VPCEndpoint,
                ResourceId = "vpce-1",
                LaterTime = Time,
                EarlierTime = Time.AddMilliseconds(-1),
                ChronologicalOrder = ChronologicalOrder.Reverse,
                Limit = 1,
                NextToken = "n",
            },
            TestContext.Current.CancellationToken);

        Sent(
            "GetResourceConfigHistory",
            """
            {"resourceType":"AWS::EC2::VPCEndpoint","resourceId":"vpce-1","laterTime":1455672994.043,"earlierTime":1455672994.042,"chronologicalOrder":"Reverse","limit":1,"nextToken":"n"}
            """);
        var item = Assert.Single(response.ConfigurationItems);
        Assert.Equal("1.3", item.Version);
        Assert.Equal("111111111111", item.AccountId);
        Assert.Equal(Time, item.ConfigurationItemCaptureTime);
        Assert.Equal(ConfigurationItemStatus.ResourceDeleted, item.ConfigurationItemStatus);
        Assert.Equal("1455672994043", item.ConfigurationStateId);
        Assert.Equal("", item.ConfigurationItemMD5Hash);
        Assert.Equal("arn:x", item.Arn);
        Assert.Equal(ResourceType.AWSEC2VPCEndpoint, item.ResourceType);
        Assert.Equal("vpce-1", item.ResourceId);
        Assert.Null(item.ResourceName);
        Assert.Equal("eu-west-1", item.AwsRegion);
        Assert.Equal("Multiple", item.AvailabilityZone);
        Assert.Equal(Time.AddMilliseconds(-43), item.ResourceCreationTime);
        Assert.Equal(new() { ["k"] = "v", ["n"] = null! }, item.Tags);
        Assert.Equal(["e"], item.RelatedEvents);
        var relationship = Assert.Single(item.Relationships);
        Assert.Equal(ResourceType.AWSEC2VPC, relationship.ResourceType);
        Assert.Equal("vpc-1", relationship.ResourceId);
        Assert.Null(relationship.ResourceName);
        Assert.Equal("Is contained in Vpc", relationship.RelationshipName);
        Assert.Equal("""{"vpcId":"vpc-1"}""", item.Configuration);
        Assert.Equal(new() { ["a"] = "[]" }, item.SupplementaryConfiguration);
        Assert.Equal(RecordingFrequency.DAILY, item.RecordingFrequency);
        Assert.Equal("2016-02-17T01:36:35.5000000Z", Text(item.ConfigurationItemDeliveryTime));
        Assert.Equal("", response.NextToken);
    }

    [Fact]
    public async Task Selects_resources()
    {
        Answer(200, """{"Results":["{\"resourceId\":\"vpc-1\"}"],"QueryInfo":{"SelectFields":[{"Name":"resourceId"}]},"NextToken":"next"}""");

        var response = await _client.SelectResourceConfigAsync(
            new() { Expression = "SELECT resourceId", Limit = 5, NextToken = "n" }, TestContext.Current.CancellationToken);

        Sent("SelectResourceConfig", """{"Expression":"SELECT resourceId","Limit":5,"NextToken":"n"}""");
        Assert.Equal(["""{"resourceId":"vpc-1"}"""], response.Results);
        Assert.Equal("resourceId", Assert.Single(response.QueryInfo.SelectFields).Name);
        Assert.Equal("next", response.NextToken);
    }

    [Fact]
    public async Task Selects_resources_of_an_aggregator()
    {
        Answer(200, """{"Results":[],"NextToken":"next"}""");

        var response = await _client.SelectAggregateResourceConfigAsync(
            new() { Expression = "SELECT arn", ConfigurationAggregatorName = "all", Limit = 5, MaxResults = 6, NextToken = "n" },
            TestContext.Current.CancellationToken);

        Sent(
            "SelectAggregateResourceConfig",
            """{"Expression":"SELECT arn","ConfigurationAggregatorName":"all","Limit":5,"MaxResults":6,"NextToken":"n"}""");
        Assert.Empty(response.Results);
        Assert.Null(response.QueryInfo);
        Assert.Equal("next", response.NextToken);
    }

    [Fact]
    public async Task Gets_a_batch_of_resources()
    {
        Answer(200, """
            {"baseConfigurationItems":[{"version":"1.3","accountId":"111111111111","configurationItemCaptureTime":1455672994.043,
             "configurationItemStatus":"OK","configurationStateId":"7","arn":"arn:x","resourceType":"AWS::EC2::VPC","resourceId":"vpc-1",
             "resourceName":"main","awsRegion":"eu-west-1","availabilityZone":"a","resourceCreationTime":1455672994.001,
             "configuration":"{}","supplementaryConfiguration":{"a":"b"},"recordingFrequency":"CONTINUOUS",
             "configurationItemDeliveryTime":1455672994}],
             "unprocessedResourceKeys":[{"resourceType":"AWS::EC2::Subnet","resourceId":"subnet-1"}]}
            """);

        var response = await _client.BatchGetResourceConfigAsync(
            new() { ResourceKeys = [new() { ResourceType = ResourceType.AWSEC2VPC, ResourceId = "vpc-1" }] },
            TestContext.Current.CancellationToken);

        Sent("BatchGetResourceConfig", """{"resourceKeys":[{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-1"}]}""");
        var item = Assert.Single(response.BaseConfigurationItems);
        Assert.Equal("1.3", item.Version);
        Assert.Equal("111111111111", item.AccountId);
        Assert.Equal(Time, item.ConfigurationItemCaptureTime);
        Assert.Equal(ConfigurationItemStatus.OK, item.ConfigurationItemStatus);
        Assert.Equal("7", item.ConfigurationStateId);
        Assert.Equal("arn:x", item.Arn);
        Assert.Equal(ResourceType.AWSEC2VPC, item.ResourceType);
        Assert.Equal("vpc-1", item.ResourceId);
        Assert.Equal("main", item.ResourceName);
        Assert.Equal("eu-west-1", item.AwsRegion);
        Assert.Equal("a", item.AvailabilityZone);
        Assert.Equal(Time.AddMilliseconds(-42), item.ResourceCreationTime);
        Assert.Equal("{}", item.Configuration);
        Assert.Equal(new() { ["a"] = "b" }, item.SupplementaryConfiguration);
        Assert.Equal(RecordingFrequency.CONTINUOUS, item.RecordingFrequency);
        Assert.Equal(Time.AddMilliseconds(-43), item.ConfigurationItemDeliveryTime);
        var key = Assert.Single(response.UnprocessedResourceKeys);
        Assert.Equal(ResourceType.AWSEC2Subnet, key.ResourceType);
        Assert.Equal("subnet-1", key.ResourceId);
    }

    [Fact]
    public async Task Describes_compliance()
    {
        Answer(200, """
            {"ComplianceByConfigRules":[{"ConfigRuleName":"rule","Compliance":{"ComplianceType":"INSUFFICIENT_DATA",
             "ComplianceContributorCount":{"CappedCount":25,"CapExceeded":true}}},{"ConfigRuleName":"other"}],"NextToken":"next"}
            """);

        var response = await _client.DescribeComplianceByConfigRuleAsync(
            new() { ConfigRuleNames = ["rule"], ComplianceTypes = ["COMPLIANT"], NextToken = "n" }, TestContext.Current.CancellationToken);

        Sent("DescribeComplianceByConfigRule", """{"ConfigRuleNames":["rule"],"ComplianceTypes":["COMPLIANT"],"NextToken":"n"}""");
        var compliance = response.ComplianceByConfigRules[0].Compliance;
        Assert.Equal("rule", response.ComplianceByConfigRules[0].ConfigRuleName);
        Assert.Equal(ComplianceType.INSUFFICIENT_DATA, compliance.ComplianceType);
        Assert.Equal(25, compliance.ComplianceContributorCount.CappedCount);
        Assert.True(compliance.ComplianceContributorCount.CapExceeded);
        Assert.Null(response.ComplianceByConfigRules[1].Compliance);
        Assert.Equal("next", response.NextToken);
    }

    [Fact]
    public async Task Sends_nothing_of_what_is_not_set_and_leaves_null_what_does_not_come()
    {
        var response = await _client.GetResourceConfigHistoryAsync(new(), TestContext.Current.CancellationToken);

        Sent("GetResourceConfigHistory", "{}");
        Assert.Null(response.ConfigurationItems);
        Assert.Null(response.NextToken);
        Assert.Null((await _client.PutEvaluationsAsync(new(), TestContext.Current.CancellationToken)).FailedEvaluations);
        Assert.Null((await _client.BatchGetResourceConfigAsync(new(), TestContext.Current.CancellationToken)).UnprocessedResourceKeys);
    }

    public static TheoryData<DateTime, string> Times => new()
    {
        { Time, "1455672994.043" },
        { Time.ToLocalTime(), "1455672994.043" },
        { DateTime.SpecifyKind(Time.ToLocalTime(), DateTimeKind.Unspecified), "1455672994.043" },
        { Time.AddTicks(9_999), "1455672994.043" },
        { Time.AddMilliseconds(57), "1455672994.1" },
        { Time.AddMilliseconds(957), "1455672995" },
        { DateTime.UnixEpoch, "0" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Writes_times_as_seconds_with_milliseconds(DateTime time, string seconds)
    {
        await _client.GetResourceConfigHistoryAsync(new() { LaterTime = time }, TestContext.Current.CancellationToken);

        Sent("GetResourceConfigHistory", $$"""{"laterTime":{{seconds}}}""");
    }

    [Fact]
    public async Task Signs_for_the_service_and_region()
    {
        await _client.PutEvaluationsAsync(new(), TestContext.Current.CancellationToken);

        Assert.True(_requests.TryDequeue(out var request));
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-west-1/config/aws4_request, SignedHeaders=content-type;host;"
            + "[a-z0-9;-]*x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$",
            request.Headers["Authorization"]);
        Assert.Equal("session", request.Headers["X-Amz-Security-Token"]);
    }

    public static TheoryData<string, Type> PutEvaluationsErrors => new()
    {
        { """{"__type":"InvalidResultTokenException","message":"Result Token provided is invalid"}""", typeof(InvalidResultTokenException) },
        { """{"__type":"com.amazon#NoSuchConfigRuleException","message":"Result Token provided is invalid"}""", typeof(NoSuchConfigRuleException) },
        { """{"__type":"InvalidParameterValueException:http://x","Message":"Result Token provided is invalid"}""", typeof(InvalidParameterValueException) },
        { """{"__type":"ValidationException","message":"Result Token provided is invalid"}""", typeof(AmazonConfigServiceException) },
        { """{"__type":"AccessDeniedException","Message":"Result Token provided is invalid"}""", typeof(AmazonConfigServiceException) },
    };

    [Theory]
    [MemberData(nameof(PutEvaluationsErrors))]
    public async Task Throws_the_type_of_an_error_that_the_operation_has(string body, Type type)
    {
        Answer(400, body);

        var error = await Assert.ThrowsAnyAsync<AmazonConfigServiceException>(
            () => _client.PutEvaluationsAsync(new(), TestContext.Current.CancellationToken));

        Assert.IsType(type, error);
        Assert.Equal("Result Token provided is invalid", error.Message);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Equal("request-1", error.RequestId);
        Assert.Contains(error.ErrorCode, body, StringComparison.Ordinal);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task Throws_the_errors_of_each_operation()
    {
        await Throws<InvalidNextTokenException>(() => _client.GetComplianceDetailsByConfigRuleAsync(new()));
        await Throws<ValidationException>(() => _client.GetAggregateComplianceDetailsByConfigRuleAsync(new()));
        await Throws<NoSuchConfigurationAggregatorException>(() => _client.GetAggregateComplianceDetailsByConfigRuleAsync(new()));
        await Throws<ResourceNotDiscoveredException>(() => _client.GetResourceConfigHistoryAsync(new()));
        await Throws<InvalidTimeRangeException>(() => _client.GetResourceConfigHistoryAsync(new()));
        await Throws<InvalidLimitException>(() => _client.GetResourceConfigHistoryAsync(new()));
        await Throws<NoAvailableConfigurationRecorderException>(() => _client.GetResourceConfigHistoryAsync(new()));
        await Throws<ValidationException>(() => _client.BatchGetResourceConfigAsync(new()));
        await Throws<InvalidExpressionException>(() => _client.SelectResourceConfigAsync(new()));
        await Throws<NoSuchConfigurationAggregatorException>(() => _client.SelectAggregateResourceConfigAsync(new()));
        await Throws<NoSuchConfigRuleException>(() => _client.DescribeComplianceByConfigRuleAsync(new()));

        async Task Throws<T>(Func<Task> call)
            where T : AmazonConfigServiceException
        {
            Answer(400, $$"""{"__type":"{{typeof(T).Name}}","message":"No."}""");
            Assert.Equal("No.", (await Assert.ThrowsAsync<T>(call)).Message);
        }
    }

    [Theory]
    [InlineData(400, """{"__type":"ThrottlingException","message":"Rate exceeded"}""")]
    [InlineData(500, """{"__type":"InternalFailure"}""")]
    [InlineData(503, "")]
    public async Task Tries_again_when_throttled_or_when_the_service_fails(int status, string body)
    {
        Answer(status, body);
        Answer(200, """{"Results":["{}"]}""");

        var response = await _client.SelectResourceConfigAsync(new() { Expression = "x" }, TestContext.Current.CancellationToken);

        Assert.Equal(["{}"], response.Results);
        Assert.Equal(2, _requests.Count);
        Assert.Single(_requests.Select(request => request.Text).Distinct());
    }

    [Fact]
    public async Task Throws_when_it_stays_throttled()
    {
        for (var attempt = 0; attempt < 3; attempt++)
            Answer(400, """{"__type":"ThrottlingException","message":"Rate exceeded"}""");

        var error = await Assert.ThrowsAsync<AmazonConfigServiceException>(
            () => _client.PutEvaluationsAsync(new(), TestContext.Current.CancellationToken));

        Assert.Equal(("ThrottlingException", "Rate exceeded"), (error.ErrorCode, error.Message));
        Assert.Equal(3, _requests.Count);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"Results":{}}""")]
    [InlineData("""{"Results":["{}"],"QueryInfo":7}""")]
    public async Task Throws_when_an_answer_is_nonsense(string body)
    {
        for (var attempt = 0; attempt < 3; attempt++)
            Answer(200, body);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => _client.SelectResourceConfigAsync(new(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "https://config.eu-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", true, false, "https://config-fips.eu-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", false, true, "https://config.eu-west-1.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://config.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", false, false, "https://config.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, false, "https://config.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-iso-east-1", false, false, "https://config.us-iso-east-1.c2s.ic.gov/")]
    public void Finds_the_endpoint_of_a_region(string region, bool isFips, bool isDualStack, string url)
    {
        var config = new AmazonConfigServiceConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = isFips,
            UseDualstackEndpoint = isDualStack,
        };

        Assert.Equal(
            url.TrimEnd('/'),
            config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new PutEvaluationsRequest())).URL.TrimEnd('/'));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private static string? Text(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private void Answer(int status, string body) => _answers.Enqueue(new(status, body)
    {
        Headers = new Dictionary<string, string>
        {
            ["x-amzn-RequestId"] = "request-1",
            ["Content-Type"] = "application/x-amz-json-1.1",
        },
    });

    private void Sent(string operation, string body)
    {
        Assert.True(_requests.TryDequeue(out var request));
        Assert.Equal($"StarlingDoveService.{operation}", request.Headers["X-Amz-Target"]);
        Assert.Equal(body, request.Text);
    }
}
