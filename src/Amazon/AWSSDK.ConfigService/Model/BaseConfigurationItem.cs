namespace Amazon.ConfigService.Model;

/// <summary>The configuration is JSON in a string.</summary>
public class BaseConfigurationItem
{
    public string Version { get; set; }

    public string AccountId { get; set; }

    public DateTime? ConfigurationItemCaptureTime { get; set; }

    public ConfigurationItemStatus ConfigurationItemStatus { get; set; }

    public string ConfigurationStateId { get; set; }

    public string Arn { get; set; }

    public ResourceType ResourceType { get; set; }

    public string ResourceId { get; set; }

    public string ResourceName { get; set; }

    public string AwsRegion { get; set; }

    public string AvailabilityZone { get; set; }

    public DateTime? ResourceCreationTime { get; set; }

    public string Configuration { get; set; }

    public Dictionary<string, string> SupplementaryConfiguration { get; set; }

    public RecordingFrequency RecordingFrequency { get; set; }

    public DateTime? ConfigurationItemDeliveryTime { get; set; }
}
