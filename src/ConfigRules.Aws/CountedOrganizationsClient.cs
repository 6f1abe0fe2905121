using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>AWS Organizations, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedOrganizationsClient(AWSCredentials credentials, AmazonOrganizationsConfig config, CallCounter.Counts counts)
    : AmazonOrganizationsClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("AWS Organizations", counts);
    }
}
