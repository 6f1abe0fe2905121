namespace ConfigRules.Paths;

/// <summary>The questions that decide where a packet goes, in the order in which it meets them.</summary>
public enum Stage
{
    Intent, Dns, SourceGroup, SourceAcl, Route, Endpoint, EndpointAcl, EndpointGroup, ReturnPath, Policy, Dependencies,
}
