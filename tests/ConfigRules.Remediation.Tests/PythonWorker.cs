using System.Diagnostics;
using System.Text.Json.Nodes;
using ConfigRules.Testing;

namespace ConfigRules.Remediation.Tests;

/// <summary>
/// One Python process that calls AWS by boto's names and runs scripts, as Systems Manager does for aws:executeAwsApi and
/// aws:executeScript. It refuses members that an operation does not have.
/// </summary>
internal sealed class PythonWorker : IDisposable
{
    private const string Script = """
        import functools, json, os, sys
        import boto3, botocore
        from botocore.exceptions import ClientError

        @functools.lru_cache(maxsize=8)
        def client(service, url):
            return boto3.client(service, endpoint_url=url)

        def answer(request):
            os.environ["AWS_ENDPOINT_URL"] = request["url"]
            if "script" in request:
                scope = {}
                exec(request["script"], scope)
                return scope[request["handler"]](request["payload"], {})
            response = getattr(client(request["service"], request["url"]), botocore.xform_name(request["api"]))(**request["inputs"])
            response.pop("ResponseMetadata", None)
            return response

        for line in sys.stdin:
            try:
                result = {"answer": answer(json.loads(line))}
            except ClientError as refused:
                result = {"error": refused.response["Error"]["Code"], "message": str(refused)}
            except Exception as failed:
                result = {"error": type(failed).__name__, "message": str(failed)}
            print(json.dumps(result, default=str), flush=True)
        """;

    private readonly Lock _lock = new();
    private readonly Process _process = Process.Start(new ProcessStartInfo(PythonTools.Python, ["-c", Script])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment =
        {
            ["AWS_DEFAULT_REGION"] = Cloud.Region,
            ["AWS_ACCESS_KEY_ID"] = Cloud.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            // Systems Manager tries again where it is throttled; here a refusal is a refusal.
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        },
    })!;

    /// <exception cref="StepFailedException">AWS refused, or the script raised.</exception>
    public JsonNode? Call(string url, string service, string api, JsonObject inputs) =>
        Ask(new() { ["url"] = url, ["service"] = service, ["api"] = api, ["inputs"] = inputs });

    /// <exception cref="StepFailedException">AWS refused, or the script raised.</exception>
    public JsonNode? Run(string url, string script, string handler, JsonNode payload) =>
        Ask(new() { ["url"] = url, ["script"] = script, ["handler"] = handler, ["payload"] = payload });

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonNode? Ask(JsonObject request)
    {
        string line;
        lock (_lock)
        {
            _process.StandardInput.WriteLine(request.ToJsonString());
            line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process has ended.");
        }
        var result = JsonNode.Parse(line)!;
        return result["error"] is { } error
            ? throw new StepFailedException(error.GetValue<string>(), result["message"]!.GetValue<string>())
            : result["answer"]?.DeepClone();
    }
}

/// <summary>Why a step failed: a code, and a sentence for whoever looks at the run.</summary>
internal sealed class StepFailedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
