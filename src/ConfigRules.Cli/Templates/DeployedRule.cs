using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Engine;
using ConfigRules.Lambda;
using ConfigRules.Rules;

namespace ConfigRules.Cli.Templates;

/// <summary>A rule as it is to be deployed: with which parameters, called for what.</summary>
internal sealed class DeployedRule(Rule rule, IReadOnlyDictionary<string, string> set)
{
    /// <summary>The rules' parameters that say whom to trust; the stack, and not the rule, knows the answer.</summary>
    public const string TrustedOrganizations = "trustedOrgIds";
    public const string TrustedAccounts = "trustedAccountIds";
    public const string TrustedProviders = "trustedProviderAccountIds";

    private static readonly string[] ChangeMessages =
        ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification"];

    private const string ScheduleMessage = "ScheduledNotification";

    public Rule Rule { get; } = rule;

    public string Id => Rule.Info.Id;

    /// <summary>The name of its resource: that of its class.</summary>
    public string LogicalName => Rule.GetType().Name;

    public string Subject => RuleCatalog.SubjectOf(Rule);

    public string Description => $"{Rule.Info.Title}.";

    public Yaml Types => YamlList.Of(Rule.Info.Triggers);

    /// <summary>Whether the parameter is one of the rule's that nobody has set.</summary>
    public bool Takes(string parameter) =>
        !set.ContainsKey(parameter) && Rule.Parameters.Any(own => own.Name == parameter);

    /// <summary>A rule of one account: changes, changes too large for a notification, and the clock.</summary>
    public YamlMap ConfigRule(Yaml name, Yaml function, Yaml trustedAccounts)
    {
        var parameters = new YamlMap();
        foreach (var (parameter, value) in Parameters(trustedAccounts))
            parameters.Add(parameter, value);
        var details = new YamlList();
        foreach (var message in ChangeMessages)
            details.Add(new YamlMap { { "EventSource", "aws.config" }, { "MessageType", message } });
        details.Add(new YamlMap
        {
            { "EventSource", "aws.config" }, { "MessageType", ScheduleMessage }, { "MaximumExecutionFrequency", Cloud.Ref("Frequency") },
        });
        return new()
        {
            { "ConfigRuleName", name },
            { "Description", Description },
            { "InputParameters", parameters },
            { "Scope", new YamlMap { { "ComplianceResourceTypes", Types } } },
            { "Source", new YamlMap { { "Owner", "CUSTOM_LAMBDA" }, { "SourceIdentifier", function }, { "SourceDetails", details } } },
        };
    }

    /// <summary>A rule of an organization, which takes its parameters as one text.</summary>
    /// <remarks>https://docs.aws.amazon.com/config/latest/APIReference/API_OrganizationCustomRuleMetadata.html</remarks>
    public YamlMap OrganizationRule(Yaml function) => new()
    {
        { "Description", Description },
        { "LambdaFunctionArn", function },
        { "OrganizationConfigRuleTriggerTypes", YamlList.Of([.. ChangeMessages, ScheduleMessage]) },
        { "MaximumExecutionFrequency", Cloud.Ref("Frequency") },
        { "ResourceTypesScope", Types },
        { "InputParameters", ParameterText() },
    };

    /// <summary>The rule's own parameters, and the common ones that were set.</summary>
    private IEnumerable<(string Name, Yaml Value)> Parameters(Yaml trustedAccounts)
    {
        yield return (RuleHandler.RuleParameter, Id);
        foreach (var parameter in Rule.Parameters)
        {
            if (set.TryGetValue(parameter.Name, out var text))
                yield return (parameter.Name, text);
            else if (parameter.Name is TrustedOrganizations)
                yield return (parameter.Name, Cloud.Ref("OrganizationId"));
            else if (parameter.Name is TrustedAccounts or TrustedProviders)
                yield return (parameter.Name, trustedAccounts);
            else if (Rule.Info.Parameters.Contains(parameter))
                yield return (parameter.Name, parameter.Default);
        }
    }

    private Yaml ParameterText()
    {
        const string Accounts = "${Accounts}";
        var accounts = Cloud.Joined(Cloud.Ref("TrustedAccounts"));
        var parameters = Parameters(accounts).ToArray();
        if (parameters.All(parameter => parameter.Value is YamlText))
            return Json(parameters, value => ((YamlText)value).Value);
        var template = Json(parameters, value => value switch
        {
            // What is meant for CloudFormation is the only thing that it may replace.
            YamlText text => text.Value.Replace("${", "${!", StringComparison.Ordinal),
            YamlCall { Function: "Ref", Argument: YamlText reference } => $"${{{reference.Value}}}",
            _ => Accounts,
        });
        return template.Contains(Accounts, StringComparison.Ordinal)
            ? new YamlCall("Sub", new YamlList { template, new YamlMap { { nameof(Accounts), accounts } } })
            : Cloud.Sub(template);
    }

    private static string Json(IEnumerable<(string Name, Yaml Value)> parameters, Func<Yaml, string> text)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in parameters)
                json.WriteString(name, text(value));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
