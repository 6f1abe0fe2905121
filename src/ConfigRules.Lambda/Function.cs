using System.Text.Json;
using Amazon.Lambda.Core;
using ConfigRules.Engine;

namespace ConfigRules.Lambda;

/// <summary>What Lambda calls; one lives as long as the process, so that clients and credentials stay for the next event.</summary>
internal sealed class Function(RuleHandler handler)
{
    /// <summary>Answers with what was reported; AWS Config ignores it, whoever calls by hand does not.</summary>
    public async Task<Stream> HandleAsync(Stream json, ILambdaContext context)
    {
        using var bytes = new MemoryStream();
        await json.CopyToAsync(bytes);
        var summary = await handler.HandleAsync(
            bytes.GetBuffer().AsMemory(0, (int)bytes.Length),
            new(context.AwsRequestId, context.InvokedFunctionArn, context.RemainingTime));
        return Answer(summary);
    }

    private static MemoryStream Answer(RunSummary summary)
    {
        var answer = new MemoryStream();
        using (var line = new Utf8JsonWriter(answer))
        {
            line.WriteStartObject();
            line.WriteString("rule", summary.Rule);
            line.WriteNumber("compliant", summary.Count(Compliance.Compliant));
            line.WriteNumber("nonCompliant", summary.Count(Compliance.NonCompliant));
            line.WriteNumber("notApplicable", summary.Count(Compliance.NotApplicable));
            line.WriteNumber("undetermined", summary.Count(Compliance.Undetermined));
            line.WriteNumber("withdrawn", summary.Withdrawn);
            line.WriteEndObject();
        }
        answer.Position = 0;
        return answer;
    }
}
