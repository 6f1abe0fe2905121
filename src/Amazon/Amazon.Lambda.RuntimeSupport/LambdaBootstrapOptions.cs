namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>For tests; in a function the environment says it all.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>host:port; null for what AWS_LAMBDA_RUNTIME_API says.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
