using ConfigRules.Aws;

namespace ConfigRules.Cli.Templates;

/// <summary>What a function needs around it, wherever it is deployed; template.yaml has the same, as SAM writes it.</summary>
internal static class FunctionParts
{
    public static IEnumerable<YamlMember> CodeParameters =>
    [
        new("CodeBucketPrefix", Cloud.Parameter("String",
            "The name of the buckets that hold the executable, without the region that each ends with: Lambda takes code from its own region only.",
            pattern: "^[a-z0-9][a-z0-9.-]{1,44}$")),
        new("CodeKey", Cloud.Parameter("String", "Where in them it is, as deploy/package prints it for the architecture. Another executable has another key.")),
        new("Architecture", Cloud.Parameter("String", "The processor that the executable was published for.", "x86_64", values: ["x86_64", "arm64"])),
    ];

    /// <param name="rules">The rules.</param>
    /// <param name="longestPrefix">What their names leave of the 64 characters that two operations of AWS Config take.</param>
    public static IEnumerable<YamlMember> RuleParameters(IReadOnlyList<DeployedRule> rules, int longestPrefix) =>
    [
        Frequency,
        new("RulePrefix", Cloud.Parameter("String", "Put before the names of rules, so that several stacks fit into one account.", "",
            $"^[A-Za-z0-9-]{{0,{longestPrefix}}}$")),
        .. TrustParameters(rules, "CommaDelimitedList"),
    ];

    public static YamlMember Frequency => new("Frequency", Cloud.Parameter("String",
        "How often every rule judges everything, changes or not: how long a change that AWS Config does not notice may stay unseen.",
        "Six_Hours", values: ["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"]));

    /// <summary>Whom rules may trust, where one asks.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="listType">The type of a parameter that holds several accounts.</param>
    public static IEnumerable<YamlMember> TrustParameters(IReadOnlyList<DeployedRule> rules, string listType)
    {
        if (rules.Any(rule => rule.Takes(DeployedRule.TrustedOrganizations)))
        {
            yield return new("OrganizationId", Cloud.Parameter("String",
                "The organization whose accounts endpoint policies may trust (o-...); empty where there is none.", "", "^(o-[a-z0-9]{10,32})?$"));
        }
        if (rules.Any(rule => rule.Takes(DeployedRule.TrustedAccounts) || rule.Takes(DeployedRule.TrustedProviders)))
        {
            yield return new("TrustedAccounts", Cloud.Parameter(
                listType, "Accounts outside the organization to trust as well, separated by commas.", ""));
        }
    }

    public static IEnumerable<YamlMember> OperationParameters =>
    [
        new("ReservedConcurrency", new YamlMap
        {
            { "Description", "How many events one function may answer at a time; -1 sets no limit." },
            { "Type", "Number" },
            { "Default", -1 },
            { "MinValue", -1 },
        }),
        new("LogRetentionDays", new YamlMap
        {
            { "Description", "How long logs are kept. Results are kept by AWS Config, not here." },
            { "Type", "Number" },
            { "Default", 30 },
            { "AllowedValues", new YamlList { 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 } },
        }),
        new("AlarmTopicName", Cloud.Parameter("String", "The SNS topic that alarms go to, one of that name in each region; empty for none.", "")),
        new("AlarmTopicAccount", Cloud.Parameter("String", "The account that has the topic; empty for this one.", "", "^([0-9]{12})?$")),
    ];

    public static IEnumerable<YamlMember> OperationConditions =>
    [
        new("HasReservedConcurrency", Cloud.Differs(Cloud.Ref("ReservedConcurrency"), -1)),
        new("HasAlarmTopic", Cloud.Differs(Cloud.Ref("AlarmTopicName"), "")),
        new("HasTopicAccount", Cloud.Differs(Cloud.Ref("AlarmTopicAccount"), "")),
    ];

    /// <summary>Where events go that failed to the end.</summary>
    public static IEnumerable<YamlMember> FailedEvents =>
    [
        new("FailedEvents", new YamlMap
        {
            { "Type", "AWS::SQS::Queue" },
            { "UpdateReplacePolicy", "Delete" },
            { "DeletionPolicy", "Delete" },
            { "Properties", new YamlMap { { "MessageRetentionPeriod", 1_209_600 }, { "SqsManagedSseEnabled", true } } },
        }, "Events that failed to the end. They carry result tokens: encrypted, over TLS only, and gone after two weeks."),
        new("FailedEventsPolicy", Cloud.Resource("AWS::SQS::QueuePolicy", new()
        {
            { "Queues", new YamlList { Cloud.Ref("FailedEvents") } },
            {
                "PolicyDocument", Cloud.Policy(new YamlMap
                {
                    { "Sid", "RefusePlainText" },
                    { "Effect", "Deny" },
                    { "Principal", "*" },
                    { "Action", "sqs:*" },
                    { "Resource", Cloud.ArnOf("FailedEvents") },
                    { "Condition", new YamlMap { { "Bool", new YamlMap { { "aws:SecureTransport", "false" } } } } },
                })
            },
        })),
    ];

    /// <summary>
    /// The function, its log, and what Lambda does with events that it fails on. The role comes from elsewhere. Two more attempts for
    /// all failures: Lambda cannot tell one for good, where they cost milliseconds, from a throttled call, which they save.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html</remarks>
    /// <param name="name">Its resources begin so.</param>
    /// <param name="functionName">What it is called in its account.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="variables">Its environment.</param>
    public static IEnumerable<YamlMember> Function(string name, Yaml functionName, string description, YamlMap variables) =>
    [
        new($"{name}Function", Cloud.Resource("AWS::Lambda::Function", new()
        {
            { "FunctionName", functionName },
            { "Description", description },
            { "Code", new YamlMap { { "S3Bucket", Cloud.Sub("${CodeBucketPrefix}-${AWS::Region}") }, { "S3Key", Cloud.Ref("CodeKey") } } },
            { "Handler", "bootstrap" },
            { "Runtime", "provided.al2023" },
            { "Architectures", new YamlList { Cloud.Ref("Architecture") } },
            { "MemorySize", 256 },
            { "Timeout", 300 },
            { "ReservedConcurrentExecutions", Cloud.If("HasReservedConcurrency", Cloud.Ref("ReservedConcurrency"), Cloud.Nothing) },
            { "Role", Cloud.ArnOf($"{name}Role") },
            { "LoggingConfig", new YamlMap { { "LogGroup", Cloud.Ref($"{name}Log") }, { "LogFormat", "Text" } } },
            { "Environment", new YamlMap { { "Variables", variables } } },
        })),
        new($"{name}FailedEvents", Cloud.Resource("AWS::Lambda::EventInvokeConfig", new()
        {
            { "FunctionName", Cloud.Ref($"{name}Function") },
            { "Qualifier", "$LATEST" },
            { "MaximumRetryAttempts", 2 },
            { "MaximumEventAgeInSeconds", 21_600 },
            { "DestinationConfig", new YamlMap { { "OnFailure", new YamlMap { { "Destination", Cloud.ArnOf("FailedEvents") } } } } },
        })),
        new($"{name}Log", new YamlMap
        {
            { "Type", "AWS::Logs::LogGroup" },
            { "UpdateReplacePolicy", "Delete" },
            { "DeletionPolicy", "Delete" },
            { "Properties", new YamlMap { { "RetentionInDays", Cloud.Ref("LogRetentionDays") } } },
        }),
    ];

    public static YamlMap LambdaAssumes { get; } = Cloud.Policy(new YamlMap
    {
        { "Sid", "LambdaAssumes" },
        { "Effect", "Allow" },
        { "Principal", new YamlMap { { "Service", "lambda.amazonaws.com" } } },
        { "Action", "sts:AssumeRole" },
    });

    public static YamlMap Report { get; } = Cloud.Allow("Report", Permissions.Reporting, "*");

    public static YamlMap KeepFailedEvents { get; } = Cloud.Allow("KeepFailedEvents", ["sqs:SendMessage"], Cloud.ArnOf("FailedEvents"));

    public static YamlMap WriteOwnLog(string name) =>
        Cloud.Allow("WriteOwnLog", ["logs:CreateLogStream", "logs:PutLogEvents"], Cloud.ArnOf($"{name}Log"));

    /// <summary>AWS Config may call it, for rules of this account.</summary>
    /// <remarks>
    /// Without SourceArn: a rule is made only where its function can be called, so before it has an ARN, and AWS says nowhere what
    /// stands for it in that call; a pattern that does not match it would refuse every rule. The account says as much: no other
    /// resource of AWS Config calls a function. https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html,
    /// https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_nodejs.html
    /// </remarks>
    public static YamlMap Permission(string function, Yaml account) => Cloud.Resource("AWS::Lambda::Permission", new()
    {
        { "FunctionName", Cloud.Ref(function) },
        { "Action", "lambda:InvokeFunction" },
        { "Principal", "config.amazonaws.com" },
        { "SourceAccount", account },
    });

    /// <summary>The alarms: it fails, it is turned away, it could not judge, it is not called.</summary>
    /// <param name="functions">The functions' resources by the subject that their metrics name.</param>
    public static IEnumerable<YamlMember> Alarms(IReadOnlyList<(string Subject, string Function)> functions) =>
    [
        new("ErrorsAlarm", Alarm("Errors", "A function of ConfigRules failed; its log names the code, and FailedEvents holds the event after the last attempt.", 300, functions),
            "A failure is never a verdict: the earlier results stay, and only this says that they are old."),
        new("ThrottlesAlarm", Alarm("Throttles", "Lambda turned events of ConfigRules away for want of concurrency.", 300, functions)),
        new("UndeterminedAlarm", Alarm("Undetermined", "ConfigRules could not judge some resources; its log names them and what is missing.", 3600, functions),
            "AWS Config takes no \"do not know\" from a rule, so that it shows here alone."),
        .. functions.Select((function, index) => new YamlMember(
            functions.Count is 1 ? "SilenceAlarm" : $"{function.Subject}SilenceAlarm",
            Silence(functions.Count is 1 ? "ConfigRules" : $"the {function.Subject} rules of ConfigRules", function.Function),
            index is 0 ? "AWS Config reports nothing on custom rules that it cannot run. Every frequency calls within a day; a function that falls silent is not heard among others." : null)),
    ];

    private static YamlMap Silence(string whom, string function) => Alarm(
        $"AWS Config has not called {whom} for a day; is its recorder on, and may it invoke their function?",
        new()
        {
            { "Namespace", "AWS/Lambda" },
            { "MetricName", "Invocations" },
            { "Dimensions", new YamlList { new YamlMap { { "Name", "FunctionName" }, { "Value", Cloud.Ref(function) } } } },
            { "Statistic", "Sum" },
            { "Period", 86_400 },
            { "EvaluationPeriods", 1 },
            { "Threshold", 1 },
            { "ComparisonOperator", "LessThanThreshold" },
            { "TreatMissingData", "breaching" },
        });

    private static YamlMap Alarm(string metric, string description, int period, IReadOnlyList<(string Subject, string Function)> functions)
    {
        var metrics = new YamlList { new YamlMap { { "Id", "total" }, { "Label", metric }, { "Expression", "SUM(METRICS())" } } };
        foreach (var (subject, function) in functions)
        {
            var isOwn = metric is "Undetermined";
            metrics.Add(new YamlMap
            {
                { "Id", subject.ToLowerInvariant() },
                { "ReturnData", false },
                {
                    "MetricStat", new YamlMap
                    {
                        { "Stat", "Sum" },
                        { "Period", period },
                        {
                            "Metric", new YamlMap
                            {
                                { "Namespace", isOwn ? "ConfigRules" : "AWS/Lambda" },
                                { "MetricName", metric },
                                {
                                    "Dimensions", new YamlList
                                    {
                                        new YamlMap
                                        {
                                            { "Name", isOwn ? "Subject" : "FunctionName" },
                                            { "Value", isOwn ? subject : Cloud.Ref(function) },
                                        },
                                    }
                                },
                            }
                        },
                    }
                },
            });
        }
        return Alarm(description, new()
        {
            { "ComparisonOperator", "GreaterThanOrEqualToThreshold" },
            { "Threshold", 1 },
            { "EvaluationPeriods", 1 },
            { "TreatMissingData", "notBreaching" },
            { "Metrics", metrics },
        });
    }

    private static YamlMap Alarm(string description, YamlMap rest)
    {
        var topic = Cloud.Sub("arn:${AWS::Partition}:sns:${AWS::Region}:${AlarmTopicAccount}:${AlarmTopicName}");
        var ownTopic = Cloud.Sub("arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${AlarmTopicName}");
        var properties = new YamlMap
        {
            { "AlarmDescription", description },
            { "AlarmActions", Cloud.If("HasAlarmTopic", new YamlList { Cloud.If("HasTopicAccount", topic, ownTopic) }, Cloud.Nothing) },
        };
        foreach (var member in rest)
            properties.Add(member);
        return Cloud.Resource("AWS::CloudWatch::Alarm", properties);
    }
}
