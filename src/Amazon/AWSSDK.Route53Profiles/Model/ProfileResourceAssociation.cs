namespace Amazon.Route53Profiles.Model;

public class ProfileResourceAssociation
{
    public string Id { get; set; }

    public string Name { get; set; }

    public string OwnerId { get; set; }

    public string ProfileId { get; set; }

    public string ResourceArn { get; set; }

    public string ResourceType { get; set; }

    public string ResourceProperties { get; set; }

    public ProfileStatus Status { get; set; }
}
