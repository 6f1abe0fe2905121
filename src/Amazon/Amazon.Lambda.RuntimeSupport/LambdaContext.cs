using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(Invocation invocation, ILambdaSerializer? serializer) : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;

    public IClientContext? ClientContext => field ??= MobileClient.ReadContext(invocation.ClientContext);

    public string? FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string? FunctionVersion => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public ICognitoIdentity? Identity => field ??= MobileClient.ReadIdentity(invocation.Identity);

    public string? InvokedFunctionArn => invocation.FunctionArn;

    public ILambdaLogger Logger => field ??= new ConsoleLogger(invocation.RequestId);

    public string? LogGroupName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string? LogStreamName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB =>
        int.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size)
            ? size
            : 0;

    /// <summary>Zero where Lambda does not say when it ends the invocation.</summary>
    public TimeSpan RemainingTime => invocation.Deadline - TimeProvider.System.GetUtcNow() ?? TimeSpan.Zero;

    public string? TenantId => invocation.TenantId;

    public string? TraceId => invocation.TraceId;

    public ILambdaSerializer? Serializer => serializer;
}
