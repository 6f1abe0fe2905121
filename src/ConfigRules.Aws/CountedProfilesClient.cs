using Amazon.Route53Profiles;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ConfigRules.Aws;

/// <summary>Route 53 Profiles, with its requests counted and paced, and its faults told.</summary>
internal sealed class CountedProfilesClient(AWSCredentials credentials, AmazonRoute53ProfilesConfig config, CallCounter.Counts counts)
    : AmazonRoute53ProfilesClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.Watch("Route 53 Profiles", counts);
    }
}
