namespace Amazon.Lambda.Core;

/// <summary>What a handler may know of the invocation that it serves.</summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    /// <summary>Null unless a mobile SDK invoked the function.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>Null unless a mobile SDK invoked the function.</summary>
    ICognitoIdentity Identity { get; }

    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>Until Lambda ends the invocation.</summary>
    TimeSpan RemainingTime { get; }

    string TenantId => null;

    string TraceId => null;

    /// <summary>Null where the handler takes and gives streams.</summary>
    ILambdaSerializer Serializer => null;
}

public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    IDictionary<string, string> Custom { get; }
}

public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}

public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
