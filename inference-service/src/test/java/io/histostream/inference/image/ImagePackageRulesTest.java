package io.histostream.inference.image;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Preprocessing stays plain Java: it can be read, tested and measured without a container, a broker or a runtime. */
@AnalyzeClasses(packages = "io.histostream.inference.image", importOptions = ImportOption.DoNotIncludeTests.class)
class ImagePackageRulesTest {

    @ArchTest
    static final ArchRule USES_ONLY_THE_JDK_AND_THE_CONTRACTS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.imageio..",
                    "io.histostream.contracts..",
                    "io.histostream.imagestore.structure..",
                    "io.histostream.inference.image..");
}
