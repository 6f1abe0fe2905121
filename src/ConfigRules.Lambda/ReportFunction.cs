using System.Text.Json;
using Amazon.Lambda.Core;

namespace ConfigRules.Lambda;

/// <summary>What Lambda calls on a schedule.</summary>
internal sealed class ReportFunction(ReportHandler handler)
{
    /// <summary>Answers with the score, whatever the event says.</summary>
    public async Task<Stream> HandleAsync(Stream _, ILambdaContext context)
    {
        var total = (await handler.HandleAsync(new(context.AwsRequestId, context.InvokedFunctionArn, context.RemainingTime))).Total;
        var answer = new MemoryStream();
        using (var line = new Utf8JsonWriter(answer))
        {
            line.WriteStartObject();
            line.WriteNumber("resources", total.Resources);
            line.WriteNumber("private", total.Private);
            line.WriteNumber("findings", total.Findings);
            line.WriteEndObject();
        }
        answer.Position = 0;
        return answer;
    }
}
