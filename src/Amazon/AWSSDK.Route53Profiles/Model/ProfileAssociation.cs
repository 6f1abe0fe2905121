namespace Amazon.Route53Profiles.Model;

public class ProfileAssociation
{
    public string Id { get; set; }

    public string Name { get; set; }

    public string OwnerId { get; set; }

    public string ProfileId { get; set; }

    public string ResourceId { get; set; }

    public ProfileStatus Status { get; set; }
}
