using System.Text.Json;
using Amazon.ConfigService.Model;
using Amazon.Shared;

namespace Amazon.ConfigService.Internal;

/// <summary>https://docs.aws.amazon.com/config/latest/APIReference/API_Operations.html</summary>
internal static class Operations
{
    public static readonly Operation<PutEvaluationsRequest, PutEvaluationsResponse> PutEvaluations = new(
        nameof(PutEvaluations),
        static (writer, request) =>
        {
            writer.List("Evaluations", request.Evaluations, Write);
            writer.Text("ResultToken", request.ResultToken);
            writer.Flag("TestMode", request.TestMode);
        },
        static json => new() { FailedEvaluations = json.List("FailedEvaluations", ReadEvaluation) },
        Errors.InvalidParameterValue, Errors.InvalidResultToken, Errors.NoSuchConfigRule);

    public static readonly Operation<GetComplianceDetailsByConfigRuleRequest, GetComplianceDetailsByConfigRuleResponse>
        GetComplianceDetailsByConfigRule = new(
            nameof(GetComplianceDetailsByConfigRule),
            static (writer, request) =>
            {
                writer.Text("ConfigRuleName", request.ConfigRuleName);
                writer.Texts("ComplianceTypes", request.ComplianceTypes);
                writer.Number("Limit", request.Limit);
                writer.Text("NextToken", request.NextToken);
            },
            static json => new()
            {
                EvaluationResults = json.List("EvaluationResults", ReadResult),
                NextToken = json.Text("NextToken"),
            },
            Errors.InvalidParameterValue, Errors.InvalidNextToken, Errors.NoSuchConfigRule);

    public static readonly Operation<GetAggregateComplianceDetailsByConfigRuleRequest, GetAggregateComplianceDetailsByConfigRuleResponse>
        GetAggregateComplianceDetailsByConfigRule = new(
            nameof(GetAggregateComplianceDetailsByConfigRule),
            static (writer, request) =>
            {
                writer.Text("ConfigurationAggregatorName", request.ConfigurationAggregatorName);
                writer.Text("ConfigRuleName", request.ConfigRuleName);
                writer.Text("AccountId", request.AccountId);
                writer.Text("AwsRegion", request.AwsRegion);
                writer.Text("ComplianceType", request.ComplianceType);
                writer.Number("Limit", request.Limit);
                writer.Text("NextToken", request.NextToken);
            },
            static json => new()
            {
                AggregateEvaluationResults = json.List("AggregateEvaluationResults", ReadAggregateResult),
                NextToken = json.Text("NextToken"),
            },
            Errors.NoSuchConfigurationAggregator, Errors.InvalidLimit, Errors.InvalidNextToken, Errors.Validation);

    public static readonly Operation<GetResourceConfigHistoryRequest, GetResourceConfigHistoryResponse> GetResourceConfigHistory = new(
        nameof(GetResourceConfigHistory),
        static (writer, request) =>
        {
            writer.Text("resourceType", request.ResourceType);
            writer.Text("resourceId", request.ResourceId);
            writer.Time("laterTime", request.LaterTime);
            writer.Time("earlierTime", request.EarlierTime);
            writer.Text("chronologicalOrder", request.ChronologicalOrder);
            writer.Number("limit", request.Limit);
            writer.Text("nextToken", request.NextToken);
        },
        static json => new()
        {
            ConfigurationItems = json.List("configurationItems", ReadItem),
            NextToken = json.Text("nextToken"),
        },
        Errors.Validation, Errors.InvalidTimeRange, Errors.InvalidLimit, Errors.InvalidNextToken,
        Errors.NoAvailableConfigurationRecorder, Errors.ResourceNotDiscovered);

    public static readonly Operation<SelectResourceConfigRequest, SelectResourceConfigResponse> SelectResourceConfig = new(
        nameof(SelectResourceConfig),
        static (writer, request) =>
        {
            writer.Text("Expression", request.Expression);
            writer.Number("Limit", request.Limit);
            writer.Text("NextToken", request.NextToken);
        },
        static json => new()
        {
            Results = json.Texts("Results"),
            QueryInfo = json.Object("QueryInfo", ReadQuery),
            NextToken = json.Text("NextToken"),
        },
        Errors.InvalidExpression, Errors.InvalidLimit, Errors.InvalidNextToken);

    public static readonly Operation<SelectAggregateResourceConfigRequest, SelectAggregateResourceConfigResponse>
        SelectAggregateResourceConfig = new(
            nameof(SelectAggregateResourceConfig),
            static (writer, request) =>
            {
                writer.Text("Expression", request.Expression);
                writer.Text("ConfigurationAggregatorName", request.ConfigurationAggregatorName);
                writer.Number("Limit", request.Limit);
                writer.Number("MaxResults", request.MaxResults);
                writer.Text("NextToken", request.NextToken);
            },
            static json => new()
            {
                Results = json.Texts("Results"),
                QueryInfo = json.Object("QueryInfo", ReadQuery),
                NextToken = json.Text("NextToken"),
            },
            Errors.InvalidExpression, Errors.NoSuchConfigurationAggregator, Errors.InvalidLimit, Errors.InvalidNextToken);

    public static readonly Operation<BatchGetResourceConfigRequest, BatchGetResourceConfigResponse> BatchGetResourceConfig = new(
        nameof(BatchGetResourceConfig),
        static (writer, request) => writer.List("resourceKeys", request.ResourceKeys, Write),
        static json => new()
        {
            BaseConfigurationItems = json.List("baseConfigurationItems", ReadBaseItem),
            UnprocessedResourceKeys = json.List("unprocessedResourceKeys", ReadKey),
        },
        Errors.Validation, Errors.NoAvailableConfigurationRecorder);

    public static readonly Operation<DescribeComplianceByConfigRuleRequest, DescribeComplianceByConfigRuleResponse>
        DescribeComplianceByConfigRule = new(
            nameof(DescribeComplianceByConfigRule),
            static (writer, request) =>
            {
                writer.Texts("ConfigRuleNames", request.ConfigRuleNames);
                writer.Texts("ComplianceTypes", request.ComplianceTypes);
                writer.Text("NextToken", request.NextToken);
            },
            static json => new()
            {
                ComplianceByConfigRules = json.List("ComplianceByConfigRules", ReadCompliance),
                NextToken = json.Text("NextToken"),
            },
            Errors.InvalidParameterValue, Errors.NoSuchConfigRule, Errors.InvalidNextToken);

    private static void Write(Utf8JsonWriter writer, Evaluation evaluation)
    {
        writer.WriteStartObject();
        writer.Text("ComplianceResourceType", evaluation.ComplianceResourceType);
        writer.Text("ComplianceResourceId", evaluation.ComplianceResourceId);
        writer.Text("ComplianceType", evaluation.ComplianceType);
        writer.Text("Annotation", evaluation.Annotation);
        writer.Time("OrderingTimestamp", evaluation.OrderingTimestamp);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ResourceKey key)
    {
        writer.WriteStartObject();
        writer.Text("resourceType", key.ResourceType);
        writer.Text("resourceId", key.ResourceId);
        writer.WriteEndObject();
    }

    private static Evaluation ReadEvaluation(JsonElement json) => new()
    {
        ComplianceResourceType = json.Text("ComplianceResourceType"),
        ComplianceResourceId = json.Text("ComplianceResourceId"),
        ComplianceType = json.Text("ComplianceType"),
        Annotation = json.Text("Annotation"),
        OrderingTimestamp = json.Time("OrderingTimestamp"),
    };

    private static EvaluationResult ReadResult(JsonElement json) => new()
    {
        EvaluationResultIdentifier = json.Object("EvaluationResultIdentifier", ReadIdentifier),
        ComplianceType = json.Text("ComplianceType"),
        ResultRecordedTime = json.Time("ResultRecordedTime"),
        ConfigRuleInvokedTime = json.Time("ConfigRuleInvokedTime"),
        Annotation = json.Text("Annotation"),
        ResultToken = json.Text("ResultToken"),
    };

    private static AggregateEvaluationResult ReadAggregateResult(JsonElement json) => new()
    {
        EvaluationResultIdentifier = json.Object("EvaluationResultIdentifier", ReadIdentifier),
        ComplianceType = json.Text("ComplianceType"),
        ResultRecordedTime = json.Time("ResultRecordedTime"),
        ConfigRuleInvokedTime = json.Time("ConfigRuleInvokedTime"),
        Annotation = json.Text("Annotation"),
        AccountId = json.Text("AccountId"),
        AwsRegion = json.Text("AwsRegion"),
    };

    private static EvaluationResultIdentifier ReadIdentifier(JsonElement json) => new()
    {
        EvaluationResultQualifier = json.Object("EvaluationResultQualifier", static qualifier => new EvaluationResultQualifier
        {
            ConfigRuleName = qualifier.Text("ConfigRuleName"),
            ResourceType = qualifier.Text("ResourceType"),
            ResourceId = qualifier.Text("ResourceId"),
            EvaluationMode = qualifier.Text("EvaluationMode"),
        }),
        OrderingTimestamp = json.Time("OrderingTimestamp"),
        ResourceEvaluationId = json.Text("ResourceEvaluationId"),
    };

    private static ConfigurationItem ReadItem(JsonElement json) => new()
    {
        Version = json.Text("version"),
        AccountId = json.Text("accountId"),
        ConfigurationItemCaptureTime = json.Time("configurationItemCaptureTime"),
        ConfigurationItemStatus = json.Text("configurationItemStatus"),
        ConfigurationStateId = json.Text("configurationStateId"),
        ConfigurationItemMD5Hash = json.Text("configurationItemMD5Hash"),
        Arn = json.Text("arn"),
        ResourceType = json.Text("resourceType"),
        ResourceId = json.Text("resourceId"),
        ResourceName = json.Text("resourceName"),
        AwsRegion = json.Text("awsRegion"),
        AvailabilityZone = json.Text("availabilityZone"),
        ResourceCreationTime = json.Time("resourceCreationTime"),
        Tags = json.Map("tags"),
        RelatedEvents = json.Texts("relatedEvents"),
        Relationships = json.List("relationships", static relationship => new Relationship
        {
            ResourceType = relationship.Text("resourceType"),
            ResourceId = relationship.Text("resourceId"),
            ResourceName = relationship.Text("resourceName"),
            RelationshipName = relationship.Text("relationshipName"),
        }),
        Configuration = json.Text("configuration"),
        SupplementaryConfiguration = json.Map("supplementaryConfiguration"),
        RecordingFrequency = json.Text("recordingFrequency"),
        ConfigurationItemDeliveryTime = json.Time("configurationItemDeliveryTime"),
    };

    private static BaseConfigurationItem ReadBaseItem(JsonElement json) => new()
    {
        Version = json.Text("version"),
        AccountId = json.Text("accountId"),
        ConfigurationItemCaptureTime = json.Time("configurationItemCaptureTime"),
        ConfigurationItemStatus = json.Text("configurationItemStatus"),
        ConfigurationStateId = json.Text("configurationStateId"),
        Arn = json.Text("arn"),
        ResourceType = json.Text("resourceType"),
        ResourceId = json.Text("resourceId"),
        ResourceName = json.Text("resourceName"),
        AwsRegion = json.Text("awsRegion"),
        AvailabilityZone = json.Text("availabilityZone"),
        ResourceCreationTime = json.Time("resourceCreationTime"),
        Configuration = json.Text("configuration"),
        SupplementaryConfiguration = json.Map("supplementaryConfiguration"),
        RecordingFrequency = json.Text("recordingFrequency"),
        ConfigurationItemDeliveryTime = json.Time("configurationItemDeliveryTime"),
    };

    private static ResourceKey ReadKey(JsonElement json) => new()
    {
        ResourceType = json.Text("resourceType"),
        ResourceId = json.Text("resourceId"),
    };

    private static QueryInfo ReadQuery(JsonElement json) => new()
    {
        SelectFields = json.List("SelectFields", static field => new FieldInfo { Name = field.Text("Name") }),
    };

    private static ComplianceByConfigRule ReadCompliance(JsonElement json) => new()
    {
        ConfigRuleName = json.Text("ConfigRuleName"),
        Compliance = json.Object("Compliance", static compliance => new Compliance
        {
            ComplianceType = compliance.Text("ComplianceType"),
            ComplianceContributorCount = compliance.Object("ComplianceContributorCount", static count => new ComplianceContributorCount
            {
                CappedCount = count.Number("CappedCount"),
                CapExceeded = count.Flag("CapExceeded"),
            }),
        }),
    };
}
