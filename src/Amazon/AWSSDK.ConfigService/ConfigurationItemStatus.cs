using Amazon.Runtime;

namespace Amazon.ConfigService;

public class ConfigurationItemStatus(string value) : ConstantClass(value)
{
    public static readonly ConfigurationItemStatus OK = new("OK");
    public static readonly ConfigurationItemStatus ResourceDiscovered = new("ResourceDiscovered");
    public static readonly ConfigurationItemStatus ResourceNotRecorded = new("ResourceNotRecorded");
    public static readonly ConfigurationItemStatus ResourceDeleted = new("ResourceDeleted");
    public static readonly ConfigurationItemStatus ResourceDeletedNotRecorded = new("ResourceDeletedNotRecorded");

    public static ConfigurationItemStatus FindValue(string value) => FindValue<ConfigurationItemStatus>(value);

    public static implicit operator ConfigurationItemStatus(string value) => FindValue(value);
}
