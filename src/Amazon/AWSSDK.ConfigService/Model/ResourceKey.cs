namespace Amazon.ConfigService.Model;

public class ResourceKey
{
    public ResourceType ResourceType { get; set; }

    public string ResourceId { get; set; }
}
