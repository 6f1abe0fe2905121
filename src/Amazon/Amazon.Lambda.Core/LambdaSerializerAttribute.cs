namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a function that the managed runtime loads as a class library.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; } = serializerType;
}
