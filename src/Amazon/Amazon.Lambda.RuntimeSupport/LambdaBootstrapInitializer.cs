namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first event; on false the function ends without asking for one.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
