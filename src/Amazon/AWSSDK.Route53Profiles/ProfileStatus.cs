using Amazon.Runtime;

namespace Amazon.Route53Profiles;

public class ProfileStatus(string value) : ConstantClass(value)
{
    public static readonly ProfileStatus COMPLETE = new("COMPLETE");
    public static readonly ProfileStatus CREATING = new("CREATING");
    public static readonly ProfileStatus DELETED = new("DELETED");
    public static readonly ProfileStatus DELETING = new("DELETING");
    public static readonly ProfileStatus FAILED = new("FAILED");
    public static readonly ProfileStatus UPDATING = new("UPDATING");

    public static ProfileStatus FindValue(string value) => FindValue<ProfileStatus>(value);

    public static implicit operator ProfileStatus(string value) => FindValue(value);
}
